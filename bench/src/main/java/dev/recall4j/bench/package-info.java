/** Benchmarks; docs/performance.md holds what they printed. */
@NullMarked
package dev.recall4j.bench;

import org.jspecify.annotations.NullMarked;
