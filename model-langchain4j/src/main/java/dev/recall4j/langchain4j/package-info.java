/** LangChain4j's scoring models as rerankers. */
@NullMarked
package dev.recall4j.langchain4j;

import org.jspecify.annotations.NullMarked;
