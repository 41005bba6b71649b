/** Extraction and arbitration by a language model. */
@NullMarked
package dev.recall4j.chat;

import org.jspecify.annotations.NullMarked;
