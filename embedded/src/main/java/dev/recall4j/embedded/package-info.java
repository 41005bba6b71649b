/** The embedded engine: {@link dev.recall4j.embedded.Recall4j#open}. */
@NullMarked
package dev.recall4j.embedded;

import org.jspecify.annotations.NullMarked;
