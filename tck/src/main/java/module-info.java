/** Contract suites that every implementation of an SPI passes, and what tests share. */
module dev.recall4j.tck {
    requires transitive dev.recall4j.api;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive org.assertj.core;

    exports dev.recall4j.tck;
}
