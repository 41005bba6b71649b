package dev.recall4j.tck;

import org.junit.jupiter.api.Nested;

/** What every {@link dev.recall4j.spi.Index} does. Extend it and give a fixture. */
public abstract class IndexContract {

    protected abstract IndexFixture fixture();

    @Nested
    class Finding extends IndexFindingContract {
        @Override
        IndexFixture fixture() {
            return IndexContract.this.fixture();
        }
    }

    @Nested
    class Talking extends IndexTalkContract {
        @Override
        IndexFixture fixture() {
            return IndexContract.this.fixture();
        }
    }

    @Nested
    class Narrowing extends IndexNarrowingContract {
        @Override
        IndexFixture fixture() {
            return IndexContract.this.fixture();
        }
    }

    @Nested
    class Filtering extends IndexFilterContract {
        @Override
        IndexFixture fixture() {
            return IndexContract.this.fixture();
        }
    }

    @Nested
    class Wording extends IndexWordsContract {
        @Override
        IndexFixture fixture() {
            return IndexContract.this.fixture();
        }
    }

    @Nested
    class Living extends IndexLifeContract {
        @Override
        IndexFixture fixture() {
            return IndexContract.this.fixture();
        }
    }
}
