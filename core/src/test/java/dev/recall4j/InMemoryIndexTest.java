package dev.recall4j;

import dev.recall4j.spi.Index;
import dev.recall4j.tck.IndexContract;
import dev.recall4j.tck.IndexFixture;

import java.nio.file.Path;

class InMemoryIndexTest extends IndexContract {

    @Override
    protected IndexFixture fixture() {
        return new IndexFixture() {
            @Override
            public Index open(Path directory, int dimension) {
                return new InMemoryIndex();
            }

            @Override
            public boolean durable() {
                return false;
            }
        };
    }
}
