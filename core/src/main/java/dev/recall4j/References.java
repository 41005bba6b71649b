package dev.recall4j;

import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.TurnId;

import java.util.HashMap;
import java.util.Map;

/**
 * Follows an export and refuses a memory that rests on nothing the export has told: memories come
 * from what was said. Not thread-safe.
 */
final class References {

    private final Map<TurnId, Integer> lengths = new HashMap<>();
    private boolean turnsErased;
    private long records;

    /**
     * @throws InvalidRequestException if the record is a memory whose evidence did not come before
     *     it
     */
    void follow(ExportRecord record) {
        records++;
        switch (record) {
            case ExportRecord.OfTurn of ->
                    lengths.putIfAbsent(of.turn().id(), of.turn().turn().text().length());
            case ExportRecord.OfErasedTurn erased -> turnsErased = true;
            case ExportRecord.OfMemory memory -> requireEvidence(memory);
            case ExportRecord.OfTombstone stone -> {}
            case ExportRecord.OfHistory history -> {}
        }
    }

    /** A memory whose turns were erased for the sake of another one has none left. */
    private void requireEvidence(ExportRecord.OfMemory memory) {
        if (memory.evidence().isEmpty() && !turnsErased) {
            throw refused("the memory rests on no turn, and none was erased");
        }
        memory.evidence().forEach(this::requireKnown);
    }

    private void requireKnown(Evidence evidence) {
        Integer length = lengths.get(evidence.turn());
        if (length == null) {
            throw refused(
                    "it rests on the turn %s, which is not before it".formatted(evidence.turn()));
        }
        try {
            evidence.requireWithin(length);
        } catch (InvalidRequestException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /** In a file, the first line is not a record. */
    private InvalidRequestException refused(String problem) {
        return new InvalidRequestException(
                "Record %,d of the export (line %,d of its file) is refused: %s"
                        .formatted(records, records + 1, problem));
    }
}
