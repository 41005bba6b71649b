package dev.recall4j.tck;

import dev.recall4j.spi.Index;

import java.nio.file.Path;

/** How {@link IndexContract} gets at the index under test. */
public interface IndexFixture {

    /**
     * Opens the index that is kept in a directory, or an empty one if there is none.
     *
     * @param directory belongs to the index alone
     * @param dimension of all vectors
     */
    Index open(Path directory, int dimension);

    /** Whether what was flushed is there again when the directory is opened anew. */
    boolean durable();
}
