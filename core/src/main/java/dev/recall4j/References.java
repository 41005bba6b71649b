package dev.recall4j;

import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Follows an export and refuses a memory that rests on nothing the export has told: memories come
 * from what was said. What can be reckoned from that, its gist, is not taken from the export. Not
 * thread-safe.
 */
final class References {

    private final Map<TurnId, Told> turns = new HashMap<>();
    private final Set<MemoryId> memories = new HashSet<>();
    private boolean turnsErased;
    private long records;

    private record Told(int length, @Nullable String speaker) {}

    /**
     * @return the record, a memory with its true gist
     * @throws InvalidRequestException if the record is a memory whose evidence did not come before
     *     it
     */
    ExportRecord follow(ExportRecord record) {
        records++;
        switch (record) {
            case ExportRecord.OfTurn of -> told(of.turn());
            case ExportRecord.OfErasedTurn erased -> turnsErased = true;
            case ExportRecord.OfMemory memory -> {
                if (!memories.add(memory.memory().id())) {
                    throw refused("a memory before it has the same id");
                }
                requireEvidence(memory);
                return withGist(memory);
            }
            case ExportRecord.OfHeld held -> {
                return withGist(held);
            }
            case ExportRecord.OfTombstone stone -> {}
            case ExportRecord.OfHistory history -> {}
        }
        return record;
    }

    private void told(HeardTurn heard) {
        Turn turn = heard.turn();
        turns.putIfAbsent(heard.id(), new Told(turn.text().length(), turn.speaker()));
    }

    private ExportRecord.OfMemory withGist(ExportRecord.OfMemory record) {
        Memory memory = record.memory();
        Gist gist =
                Gists.of(
                        memory.text(),
                        memory.provenance().extractor(),
                        memory.categories(),
                        speakerOf(record));
        return new ExportRecord.OfMemory(memory, gist, record.evidence());
    }

    private ExportRecord.OfHeld withGist(ExportRecord.OfHeld record) {
        Draft draft = record.draft();
        requireKnown(record.evidence());
        Gist gist =
                Gists.of(
                        draft.text(),
                        draft.extractor(),
                        draft.categories(),
                        told(record.evidence()).speaker());
        return new ExportRecord.OfHeld(
                record.scope(), draft.with(gist), record.code(), record.at());
    }

    /** Where nobody knows any more whose words they were, they are not taken for anybody's. */
    private @Nullable String speakerOf(ExportRecord.OfMemory record) {
        return record.evidence().isEmpty()
                ? record.memory().id().value()
                : told(record.evidence().getFirst()).speaker();
    }

    /** A memory whose turns were erased for the sake of another one has none left. */
    private void requireEvidence(ExportRecord.OfMemory memory) {
        if (memory.evidence().isEmpty() && !turnsErased) {
            throw refused("the memory rests on no turn, and none was erased");
        }
        memory.evidence().forEach(this::requireKnown);
    }

    private void requireKnown(Evidence evidence) {
        int length = told(evidence).length();
        try {
            evidence.requireWithin(length);
        } catch (InvalidRequestException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private Told told(Evidence evidence) {
        Told told = turns.get(evidence.turn());
        if (told == null) {
            throw refused(
                    "it rests on the turn %s, which is not before it".formatted(evidence.turn()));
        }
        return told;
    }

    /** In a file, the first line is not a record. */
    private InvalidRequestException refused(String problem) {
        return new InvalidRequestException(
                "Record %,d of the export (line %,d of its file) is refused: %s"
                        .formatted(records, records + 1, problem));
    }
}
