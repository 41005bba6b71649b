/** Embeddings in process and extraction without a language model. */
module dev.recall4j.local {
    requires transitive dev.recall4j.api;
    requires dev.recall4j.dates;
    requires com.fasterxml.jackson.databind;
    requires com.microsoft.onnxruntime;
    requires jtokkit;
    requires org.apache.opennlp.tools;

    exports dev.recall4j.local;
}
