/** Contract suites that every implementation of an SPI passes, and what tests share. */
module dev.recall4j.tck {
    requires transitive dev.recall4j.api;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive org.assertj.core;
    requires com.fasterxml.jackson.databind;
    requires org.junit.platform.launcher;

    exports dev.recall4j.tck;

    // JUnit runs the tests that the suites are made of; their interfaces are not public.
    opens dev.recall4j.tck to
            org.junit.platform.commons;
}
