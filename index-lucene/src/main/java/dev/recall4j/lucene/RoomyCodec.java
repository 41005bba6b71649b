package dev.recall4j.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

import java.io.IOException;

/**
 * Lucene's own format, with room for vectors of more than 1,024 dimensions. It goes by Lucene's
 * names, so that Lucene reads what it writes.
 */
final class RoomyCodec extends Lucene104Codec {

    static final int DIMENSION_MAX = 4_096;

    private final KnnVectorsFormat vectors = new RoomyVectors();

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }

    private static final class RoomyVectors extends KnnVectorsFormat {

        private final KnnVectorsFormat format;

        RoomyVectors() {
            this(new Lucene99HnswVectorsFormat());
        }

        private RoomyVectors(KnnVectorsFormat format) {
            super(format.getName());
            this.format = format;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return format.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return DIMENSION_MAX;
        }
    }
}
