/** The facade {@link dev.recall4j.Memories}, the write and read paths, and the in-memory parts. */
@NullMarked
package dev.recall4j;

import org.jspecify.annotations.NullMarked;
