/** Extraction and arbitration by a language model. */
module dev.recall4j.chat {
    requires transitive dev.recall4j.api;
    requires com.fasterxml.jackson.databind;

    exports dev.recall4j.chat;
}
