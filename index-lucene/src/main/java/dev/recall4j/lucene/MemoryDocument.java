package dev.recall4j.lucene;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Status;
import dev.recall4j.spi.Change;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.BinaryPoint;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** A memory as Lucene keeps it. */
final class MemoryDocument {

    private MemoryDocument() {}

    static Term key(MemoryId id) {
        return new Term(Fields.ID, id.value());
    }

    static Document of(Change.Upsert upsert) {
        Memory memory = upsert.memory();
        Document document = new Document();
        addIdentity(document, memory);
        addScope(document, upsert);
        addTimes(document, memory);
        addSpot(document, upsert);
        FieldTerms.of(memory).forEach(term -> document.add(term(Fields.TERMS, term)));
        document.add(new BinaryDocValuesField(Fields.MEMORY, KeptMemory.encode(memory)));
        document.add(new TenantWords(upsert.tenant(), memory.text()));
        document.add(
                new KnnFloatVectorField(
                        Fields.VECTOR,
                        unit(upsert.vector()),
                        VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    /** A copy of unit length; a vector of zeros stays. */
    static float[] unit(float[] vector) {
        return VectorUtil.l2normalize(vector.clone(), false);
    }

    private static void addIdentity(Document document, Memory memory) {
        document.add(term(Fields.ID, new BytesRef(memory.id().value())));
        document.add(new BinaryDocValuesField(Fields.ID, new BytesRef(memory.id().value())));
        document.add(new NumericDocValuesField(Fields.REVISION, memory.revision()));
    }

    private static void addScope(Document document, Change.Upsert upsert) {
        Memory memory = upsert.memory();
        document.add(term(Fields.TENANT, new BytesRef(upsert.tenant().id())));
        for (BytesRef scope : ScopeTerms.finding(upsert.tenant(), memory.scope())) {
            document.add(term(Fields.SCOPE, scope));
            document.add(term(scopeField(memory.status()), scope));
        }
    }

    private static String scopeField(Status status) {
        return switch (status) {
            case ACTIVE -> Fields.ACTIVE_SCOPE;
            case SUPERSEDED -> Fields.SUPERSEDED_SCOPE;
            case RETRACTED, EXPIRED ->
                    throw new IllegalArgumentException("no memory of an index: " + status);
        };
    }

    private static void addSpot(Document document, Change.Upsert upsert) {
        Spot spot = Spot.of(upsert);
        document.add(term(Fields.SPOT, spot.term()));
        document.add(new BinaryDocValuesField(Fields.SPOT, spot.encode()));
        String speaker = spot.occasion().speaker();
        if (speaker != null) {
            Set<BytesRef> scopes = ScopeTerms.finding(upsert.tenant(), upsert.memory().scope());
            SpeakerTerms.of(speaker, scopes)
                    .forEach(term -> document.add(term(Fields.SPEAKERS, term)));
        }
    }

    private static void addTimes(Document document, Memory memory) {
        Instant validFrom = Objects.requireNonNullElse(memory.validFrom(), memory.saidAt());
        document.add(new BinaryPoint(Fields.VALID_FROM, SortKeys.of(validFrom)));
        if (memory.validTo() != null) {
            document.add(new BinaryPoint(Fields.VALID_TO, SortKeys.of(memory.validTo())));
        }
        if (memory.expiresAt() != null) {
            document.add(new BinaryPoint(Fields.EXPIRES_AT, SortKeys.of(memory.expiresAt())));
        }
    }

    private static StringField term(String field, BytesRef bytes) {
        return new StringField(field, bytes, Field.Store.NO);
    }
}
