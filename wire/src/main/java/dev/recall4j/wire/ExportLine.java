package dev.recall4j.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Role;
import dev.recall4j.model.Status;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * One line of an export file. The names here are the file's format: a change of theirs is a new
 * version of {@link ExportWriter#VERSION}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(ExportLine.Start.class),
    @JsonSubTypes.Type(ExportLine.TurnLine.class),
    @JsonSubTypes.Type(ExportLine.MemoryLine.class),
    @JsonSubTypes.Type(ExportLine.HistoryLine.class),
    @JsonSubTypes.Type(ExportLine.HeldLine.class),
    @JsonSubTypes.Type(ExportLine.TombstoneLine.class),
    @JsonSubTypes.Type(ExportLine.ErasedTurnLine.class),
    @JsonSubTypes.Type(ExportLine.End.class)
})
sealed interface ExportLine {

    static ExportLine of(ExportRecord exported) {
        return switch (exported) {
            case ExportRecord.OfTurn turn -> TurnLine.of(turn.turn(), turn.pending());
            case ExportRecord.OfMemory memory -> MemoryLine.of(memory);
            case ExportRecord.OfHistory history -> HistoryLine.of(history.entry());
            case ExportRecord.OfHeld held ->
                    new HeldLine(
                            ScopeForm.of(held.scope()),
                            PlanForm.DraftForm.of(held.draft()),
                            held.code().code(),
                            held.at());
            case ExportRecord.OfErasedTurn erased -> new ErasedTurnLine(erased.turn().value());
            case ExportRecord.OfTombstone tombstone ->
                    new TombstoneLine(tombstone.memory().value(), tombstone.erasedAt());
        };
    }

    /** The first line; what newer versions may say more there does not hide their version. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonTypeName("recall4j-export")
    record Start(int version) implements ExportLine {}

    /** The last line: without it, the file was cut off. */
    @JsonTypeName("end")
    record End(long records) implements ExportLine {}

    /** What a record of the export stands for. */
    sealed interface Content extends ExportLine {
        ExportRecord toRecord();
    }

    /** A turn. */
    @JsonTypeName("turn")
    record TurnLine(
            String id,
            ScopeForm scope,
            String role,
            @Nullable String speaker,
            String text,
            ZonedDateTime saidAt,
            @Nullable String externalId,
            Metadata metadata,
            Instant heardAt,
            @Nullable Pending pending)
            implements Content {

        static TurnLine of(HeardTurn heard, @Nullable HearingOptions pending) {
            Turn turn = heard.turn();
            return new TurnLine(
                    heard.id().value(),
                    ScopeForm.of(heard.scope()),
                    ModelTypes.code(turn.role()),
                    turn.speaker(),
                    turn.text(),
                    heard.saidAt(),
                    turn.externalId(),
                    turn.metadata(),
                    heard.heardAt(),
                    pending == null ? null : Pending.of(pending));
        }

        @Override
        public ExportRecord toRecord() {
            Role speakerRole = ModelTypes.constant("role", Role.class, role);
            Turn turn = new Turn(speakerRole, speaker, text, saidAt, externalId, metadata);
            return new ExportRecord.OfTurn(
                    new HeardTurn(new TurnId(id), scope.toScope(), turn, heardAt),
                    pending == null ? null : pending.toOptions());
        }
    }

    /** How a turn that still waits is to become memories. */
    record Pending(
            String mode,
            @Nullable ExtractionSettings settings,
            Metadata metadata,
            List<String> categories,
            @Nullable Instant expiresAt,
            String actor,
            boolean review) {

        static Pending of(HearingOptions options) {
            return new Pending(
                    ModelTypes.code(options.mode()),
                    options.settings().equals(ExtractionSettings.NONE) ? null : options.settings(),
                    options.metadata(),
                    List.copyOf(options.categories()),
                    options.expiresAt(),
                    options.actor(),
                    options.review());
        }

        HearingOptions toOptions() {
            return new HearingOptions(
                    ModelTypes.constant("mode", ExtractionMode.class, mode),
                    settings == null ? ExtractionSettings.NONE : settings,
                    metadata,
                    Set.copyOf(categories),
                    expiresAt,
                    actor,
                    review);
        }
    }

    /** A memory. */
    @JsonTypeName("memory")
    record MemoryLine(
            String id,
            ScopeForm scope,
            String text,
            String status,
            String extractor,
            long occurrences,
            Instant saidAt,
            Instant lastSaidAt,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            @Nullable String supersededBy,
            @Nullable Instant expiresAt,
            List<String> categories,
            List<String> found,
            @Nullable String editor,
            Metadata metadata,
            long revision,
            String fingerprint,
            List<Span> evidence)
            implements Content {

        static MemoryLine of(ExportRecord.OfMemory exported) {
            Memory memory = exported.memory();
            return new MemoryLine(
                    memory.id().value(),
                    ScopeForm.of(memory.scope()),
                    memory.text(),
                    ModelTypes.code(memory.status()),
                    memory.provenance().extractor(),
                    memory.occurrences(),
                    memory.saidAt(),
                    memory.lastSaidAt(),
                    memory.createdAt(),
                    memory.updatedAt(),
                    memory.validFrom(),
                    memory.validTo(),
                    MemoryForm.valueOf(memory.supersededBy()),
                    memory.expiresAt(),
                    List.copyOf(memory.categories()),
                    List.copyOf(memory.provenance().found()),
                    memory.provenance().editor(),
                    memory.metadata(),
                    memory.revision(),
                    exported.gist().fingerprint(),
                    exported.evidence().stream().map(Span::of).toList());
        }

        @Override
        public ExportRecord toRecord() {
            return new ExportRecord.OfMemory(
                    toMemory(),
                    Gist.of(fingerprint),
                    evidence.stream().map(Span::toEvidence).toList());
        }

        private Memory toMemory() {
            return new Memory(
                    MemoryId.of(id),
                    scope.toScope(),
                    text,
                    ModelTypes.constant("status", Status.class, status),
                    new Provenance(extractor, List.of(), Set.copyOf(found), editor),
                    occurrences,
                    saidAt,
                    lastSaidAt,
                    createdAt,
                    updatedAt,
                    validFrom,
                    validTo,
                    supersededBy == null ? null : MemoryId.of(supersededBy),
                    expiresAt,
                    Set.copyOf(categories),
                    metadata,
                    revision);
        }
    }

    /** A turn and a span in it. */
    record Span(String turn, int start, int end) {

        static Span of(Evidence evidence) {
            return new Span(evidence.turn().value(), evidence.start(), evidence.end());
        }

        Evidence toEvidence() {
            return new Evidence(new TurnId(turn), start, end);
        }
    }

    /** An entry of a memory's history. */
    @JsonTypeName("history")
    record HistoryLine(
            String memory,
            String event,
            @Nullable String oldText,
            @Nullable String newText,
            String actor,
            String reason,
            Instant at)
            implements Content {

        static HistoryLine of(HistoryEntry entry) {
            return new HistoryLine(
                    entry.memory().value(),
                    ModelTypes.code(entry.event()),
                    entry.oldText(),
                    entry.newText(),
                    entry.actor(),
                    entry.reason(),
                    entry.at());
        }

        @Override
        public ExportRecord toRecord() {
            return new ExportRecord.OfHistory(
                    new HistoryEntry(
                            MemoryId.of(memory),
                            ModelTypes.constant("event", HistoryEntry.Event.class, event),
                            oldText,
                            newText,
                            actor,
                            reason,
                            at));
        }
    }

    /** A candidate that is held. */
    @JsonTypeName("held")
    record HeldLine(ScopeForm scope, PlanForm.DraftForm draft, String code, Instant at)
            implements Content {

        @Override
        public ExportRecord toRecord() {
            return new ExportRecord.OfHeld(
                    scope.toScope(), draft.toDraft(), PlanForm.reasonCode(code), at);
        }
    }

    /** What is left of an erased memory. */
    @JsonTypeName("tombstone")
    record TombstoneLine(String memory, Instant erasedAt) implements Content {

        @Override
        public ExportRecord toRecord() {
            return new ExportRecord.OfTombstone(MemoryId.of(memory), erasedAt);
        }
    }

    /** What is left of an erased turn. */
    @JsonTypeName("erased-turn")
    record ErasedTurnLine(String turn) implements Content {

        @Override
        public ExportRecord toRecord() {
            return new ExportRecord.OfErasedTurn(new TurnId(turn));
        }
    }
}
