/** LangChain4j's scoring models as rerankers. */
module dev.recall4j.langchain4j {
    requires transitive dev.recall4j.api;
    requires transitive langchain4j.core;

    exports dev.recall4j.langchain4j;
}
