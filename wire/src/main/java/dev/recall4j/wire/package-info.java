/**
 * JSON forms of requests, results and errors, the same on every surface.
 *
 * <p>A form is a record whose components are the keys of its JSON, in that order. What is unknown
 * is absent, times are ISO-8601 in UTC, names of enum constants are in lower case. What is read is
 * taken literally: an unknown key, a key given twice, a value of another type is refused, never
 * ignored.
 */
@NullMarked
package dev.recall4j.wire;

import org.jspecify.annotations.NullMarked;
