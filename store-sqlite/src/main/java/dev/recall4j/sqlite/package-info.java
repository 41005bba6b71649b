/** The journal on SQLite. */
@NullMarked
package dev.recall4j.sqlite;

import org.jspecify.annotations.NullMarked;
