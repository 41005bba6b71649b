package dev.recall4j.tck;

import dev.recall4j.model.Evidence;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Change;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A memory to be indexed, built up from a plain one of {@link Samples#ANA}. */
final class IndexSample {

    private final String id;
    private Tenant tenant = Samples.ACME;
    private Scope scope = Samples.ANA;
    private String text = "plain";
    private float[] vector = IndexVectors.leaning(0.5);
    private Status status = Status.ACTIVE;
    private String extractor = "test/1";
    private long occurrences = 1;
    private Instant saidAt = Samples.NOON;
    private @Nullable Instant validFrom;
    private @Nullable Instant validTo;
    private @Nullable Instant expiresAt;
    private Set<String> categories = Set.of();
    private Metadata metadata = Metadata.EMPTY;
    private @Nullable String speaker;
    private long turn;

    private IndexSample(String id) {
        this.id = id;
    }

    static IndexSample of(String id) {
        return new IndexSample(id);
    }

    IndexSample tenant(Tenant tenant) {
        this.tenant = tenant;
        return this;
    }

    IndexSample scope(Scope scope) {
        this.scope = scope;
        return this;
    }

    IndexSample text(String text) {
        this.text = text;
        return this;
    }

    IndexSample vector(float... vector) {
        this.vector = vector;
        return this;
    }

    IndexSample extractor(String extractor) {
        this.extractor = extractor;
        return this;
    }

    IndexSample occurrences(long occurrences) {
        this.occurrences = occurrences;
        return this;
    }

    IndexSample saidAt(Instant saidAt) {
        this.saidAt = saidAt;
        return this;
    }

    IndexSample saidBy(String speaker) {
        this.speaker = speaker;
        return this;
    }

    /** The number of its turn in its scope. */
    IndexSample turn(long turn) {
        this.turn = turn;
        return this;
    }

    IndexSample validFrom(@Nullable Instant validFrom) {
        this.validFrom = validFrom;
        return this;
    }

    IndexSample validTo(@Nullable Instant validTo) {
        this.validTo = validTo;
        return this;
    }

    IndexSample superseded() {
        this.status = Status.SUPERSEDED;
        return this;
    }

    IndexSample expiresAt(@Nullable Instant expiresAt) {
        this.expiresAt = expiresAt;
        return this;
    }

    IndexSample categories(String... categories) {
        this.categories = Set.of(categories);
        return this;
    }

    IndexSample metadata(Map<String, ?> metadata) {
        this.metadata = Metadata.of(metadata);
        return this;
    }

    IndexSample metadata(String name, Object value) {
        this.metadata = Metadata.of(name, value);
        return this;
    }

    Tenant tenant() {
        return tenant;
    }

    Memory memory(long revision) {
        return new Memory(
                MemoryId.of(id),
                scope,
                text,
                status,
                new Provenance(extractor, List.of(source())),
                occurrences,
                saidAt,
                saidAt.plusSeconds(1),
                saidAt.plusSeconds(2),
                saidAt.plusSeconds(3),
                validFrom,
                validTo,
                null,
                expiresAt,
                categories,
                metadata,
                revision);
    }

    private Source source() {
        return new Source(new Evidence(new TurnId(id), 0, text.length()), speaker, text, saidAt);
    }

    Change.Upsert at(long position) {
        return new Change.Upsert(position, tenant, memory(position), vector, turn);
    }
}
