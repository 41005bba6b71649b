package dev.recall4j.lucene;

import dev.recall4j.spi.Index;
import dev.recall4j.tck.IndexContract;
import dev.recall4j.tck.IndexFixture;

import java.nio.file.Path;

class LuceneIndexTest extends IndexContract {

    @Override
    protected IndexFixture fixture() {
        return new IndexFixture() {
            @Override
            public Index open(Path directory, int dimension) {
                return LuceneIndex.open(directory, dimension, LuceneSettings.defaults());
            }

            @Override
            public boolean durable() {
                return true;
            }
        };
    }
}
