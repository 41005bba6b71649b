/** LangChain4j's chat, embedding and scoring models, by code and by configuration. */
@NullMarked
package dev.recall4j.langchain4j;

import org.jspecify.annotations.NullMarked;
