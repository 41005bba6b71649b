/**
 * What journals, indexes, embedders, extractors and rerankers implement. Each interface has a
 * contract suite in the {@code tck} module; an implementation is one that passes it.
 */
@NullMarked
package dev.recall4j.spi;

import org.jspecify.annotations.NullMarked;
