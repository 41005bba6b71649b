/** Contract suites that every implementation of an SPI passes, and what tests share. */
@NullMarked
package dev.recall4j.tck;

import org.jspecify.annotations.NullMarked;
