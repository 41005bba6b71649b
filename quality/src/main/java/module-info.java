/** Measures how well recall finds the evidence, on conversations with known answers. */
module dev.recall4j.quality {
    requires transitive dev.recall4j.core;
    requires dev.recall4j.wire;
    requires com.fasterxml.jackson.databind;

    exports dev.recall4j.quality;
    opens dev.recall4j.quality to
            com.fasterxml.jackson.databind;
}
