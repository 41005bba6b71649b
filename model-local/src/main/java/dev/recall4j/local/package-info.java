/** Embeddings in process and extraction without a language model. */
@NullMarked
package dev.recall4j.local;

import org.jspecify.annotations.NullMarked;
