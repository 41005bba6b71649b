/**
 * The times that English sentences name, and what is needed to find them: sentences, words and verb
 * forms. All of it is pure and thread-safe.
 */
@NullMarked
package dev.recall4j.dates;

import org.jspecify.annotations.NullMarked;
