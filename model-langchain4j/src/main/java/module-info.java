/** LangChain4j's chat, embedding and scoring models, by code and by configuration. */
module dev.recall4j.langchain4j {
    requires transitive dev.recall4j.api;
    requires transitive langchain4j.core;
    requires com.fasterxml.jackson.core;
    requires io.github.resilience4j.circuitbreaker;
    requires java.net.http;
    requires langchain4j.http.client;
    // LangChain4j's jars are no modules and cannot say what they need.
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    // One for each provider; the user adds the one that is configured.
    requires static langchain4j.anthropic;
    requires static langchain4j.bedrock;
    requires static langchain4j.google.ai.gemini;
    requires static langchain4j.mistral.ai;
    requires static langchain4j.ollama;
    requires static langchain4j.open.ai;
    requires static software.amazon.awssdk.auth;
    requires static software.amazon.awssdk.core;
    requires static software.amazon.awssdk.retries;
    requires static software.amazon.awssdk.services.bedrockruntime;

    exports dev.recall4j.langchain4j;
}
