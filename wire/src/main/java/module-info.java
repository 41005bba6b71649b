/** JSON forms of requests, results and errors. */
module dev.recall4j.wire {
    requires transitive dev.recall4j.api;
    requires com.fasterxml.jackson.databind;

    exports dev.recall4j.wire;
    opens dev.recall4j.wire to
            com.fasterxml.jackson.databind;
}
