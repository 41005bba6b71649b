/** JSON forms of requests, results and errors. */
@NullMarked
package dev.recall4j.wire;

import org.jspecify.annotations.NullMarked;
