/** The recall4j command. */
@NullMarked
package dev.recall4j.cli;

import org.jspecify.annotations.NullMarked;
