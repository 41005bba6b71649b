/** The index on Apache Lucene: vectors and BM25 in one. */
@NullMarked
package dev.recall4j.lucene;

import org.jspecify.annotations.NullMarked;
