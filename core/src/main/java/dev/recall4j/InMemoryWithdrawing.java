package dev.recall4j;

import dev.recall4j.InMemoryRecords.Kept;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Retraction;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.PendingHearing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes back what derives from one source, as a part of one write to an in-memory journal. */
final class InMemoryWithdrawing {

    private final InMemoryRecords records;
    private final InMemoryWrite write;

    InMemoryWithdrawing(InMemoryRecords records, InMemoryWrite write) {
        this.records = records;
        this.write = write;
    }

    Retraction retract(InMemoryOrigin origin, Act act) {
        boolean waits = withdraw(origin);
        write.drop(
                records.held.values().stream()
                        .filter(aside -> origin.has(InMemoryWrite.turnOf(aside))));
        for (Kept kept : origin.derived()) {
            List<Evidence> left = origin.left(kept);
            if (left.isEmpty()) {
                write.retract(kept, act.reason(), act);
            } else {
                rest(kept, left, act);
            }
        }
        origin.turns().forEach(records::hideAround);
        if (!origin.derived().isEmpty()) {
            origin.turns().forEach(turn -> write.retractQuotationsAround(turn.turn().id(), act));
        }
        if (waits || !origin.derived().isEmpty()) {
            write.changed();
        }
        return origin.retraction();
    }

    /** Lets a memory rest on a part of its evidence. */
    private void rest(Kept kept, List<Evidence> left, Act act) {
        List<Instant> said = left.stream().map(records::saidAt).sorted().toList();
        Memory memory =
                MemoryEdit.of(kept.memory())
                        .saidLess(kept.evidence().size() - left.size(), said)
                        .changed(act.at(), write.position())
                        .build();
        write.put(kept.with(memory).with(left));
        write.record(kept.tenant(), memory.id(), Event.UPDATED, null, null, act.reason(), act);
    }

    /**
     * Lets hearings wait without the turns of a source.
     *
     * @return whether there are such
     */
    private boolean withdraw(InMemoryOrigin origin) {
        List<Map.Entry<Long, PendingHearing>> waiting =
                records.pending.entrySet().stream()
                        .filter(entry ->
                                entry.getValue().hearing().turns().stream()
                                        .anyMatch(turn -> origin.has(turn.id())))
                        .toList();
        waiting.forEach(entry -> withdraw(entry.getKey(), entry.getValue(), origin));
        return !waiting.isEmpty();
    }

    private void withdraw(Long key, PendingHearing waiting, InMemoryOrigin origin) {
        Hearing hearing = waiting.hearing();
        List<HeardTurn> left =
                hearing.turns().stream().filter(turn -> !origin.has(turn.id())).toList();
        if (left.isEmpty()) {
            records.remove(records.pending, key);
        } else {
            HearingId other = new HearingId(UUID.randomUUID().toString());
            records.put(
                    records.pending,
                    key,
                    new PendingHearing(
                            waiting.tenant(),
                            waiting.scope(),
                            new Hearing(other, left, hearing.options())));
        }
    }
}
