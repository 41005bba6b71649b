package dev.recall4j.local;

import dev.recall4j.spi.Extractor;
import dev.recall4j.tck.ExtractorContract;

class LocalExtractorTest extends ExtractorContract {

    @Override
    protected Extractor extractor() {
        return new LocalExtractor();
    }
}
