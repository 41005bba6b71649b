package dev.recall4j.tck;

import static dev.recall4j.tck.Samples.ACME;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.OPTIONS;
import static dev.recall4j.tck.Samples.wholeOf;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Amendment;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Decided;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Heard;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.JournalOperator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One journal under test, with short words for what the suite does again and again. */
final class JournalScene {

    private final JournalFixture fixture;
    private final Journal journal;
    private Instant now = NOON;

    JournalScene(JournalFixture fixture) {
        this.fixture = fixture;
        this.journal = fixture.fresh();
    }

    Journal journal() {
        return journal;
    }

    JournalOperator operator() {
        return journal.operator();
    }

    Journal another() {
        return fixture.fresh();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Act act() {
        return act("because");
    }

    Act act(String reason) {
        return new Act("tester", now, reason);
    }

    Heard hear(Tenant tenant, Scope scope, String hearing, List<HeardTurn> turns) {
        return journal.hear(tenant, scope, new Hearing(new HearingId(hearing), turns, OPTIONS));
    }

    /** Hears one turn with the id {@code turn-ID}, in a hearing of its own. */
    HeardTurn hear(Tenant tenant, Scope scope, String id, String text) {
        HeardTurn turn = Samples.turn("turn-" + id, scope, text);
        hear(tenant, scope, "hearing-" + id, List.of(turn));
        return turn;
    }

    /** Hears a turn and keeps its text as a memory of the given id. */
    MemoryId add(Tenant tenant, Scope scope, String id, String text) {
        Evidence evidence = wholeOf(hear(tenant, scope, id, text));
        decide(tenant, scope, "hearing-" + id, new Decision.Add(draft(id, text, evidence), "news"));
        return MemoryId.of(id);
    }

    MemoryId add(Scope scope, String id, String text) {
        return add(ACME, scope, id, text);
    }

    /** Keeps a memory that was drawn from no turn. */
    MemoryId state(Scope scope, String id, String text) {
        decide(ACME, scope, null, new Decision.Add(draft(id, text), "stated"));
        return MemoryId.of(id);
    }

    /** Keeps a memory that says something of some topics. */
    MemoryId state(Scope scope, String id, Set<String> topics) {
        Draft draft =
                new Draft(
                        MemoryId.of(id),
                        "Statement " + id,
                        new Gist("statement " + id, topics),
                        "test/1",
                        List.of(),
                        now,
                        null,
                        null,
                        null,
                        Set.of(),
                        Metadata.EMPTY,
                        Set.of());
        decide(scope, new Decision.Add(draft, "stated"));
        return draft.id();
    }

    Decided decide(Tenant tenant, Scope scope, @Nullable String hearing, Decision... decisions) {
        return journal.decide(tenant, scope, view -> set(hearing, decisions));
    }

    Decided decide(Scope scope, Decision... decisions) {
        return decide(ACME, scope, null, decisions);
    }

    DecisionSet set(@Nullable String hearing, Decision... decisions) {
        Map<MemoryId, float[]> vectors = new HashMap<>();
        for (Decision decision : decisions) {
            Draft draft =
                    switch (decision) {
                        case Decision.Add add -> add.draft();
                        case Decision.Supersede change -> change.draft();
                        case Decision.Reinforce again -> null;
                        case Decision.Retract retract -> null;
                        case Decision.Ignore ignore -> null;
                    };
            if (draft != null) {
                vectors.put(draft.id(), vector(draft.text()));
            }
        }
        return new DecisionSet(
                hearing == null ? null : new HearingId(hearing),
                List.of(decisions),
                vectors,
                act());
    }

    Draft draft(String id, String text, Evidence... evidence) {
        return draftUntil(id, text, null, evidence);
    }

    /** A statement that expires; never if the time is null. */
    MemoryId addUntil(Scope scope, String id, String text, @Nullable Instant expiresAt) {
        decide(scope, new Decision.Add(draftUntil(id, text, expiresAt), "news"));
        return MemoryId.of(id);
    }

    Draft draftUntil(String id, String text, @Nullable Instant expiresAt, Evidence... evidence) {
        return new Draft(
                MemoryId.of(id),
                text,
                fingerprint(text),
                "test/1",
                List.of(evidence),
                now,
                null,
                expiresAt,
                Set.of(),
                Metadata.EMPTY);
    }

    void supersede(Scope scope, MemoryId older, String id, String text) {
        decide(scope, new Decision.Supersede(older, draft(id, text), now, "changed"));
    }

    void reinforce(Scope scope, MemoryId id, Evidence evidence) {
        decide(scope, new Decision.Reinforce(id, evidence, now, null, "again"));
    }

    static String fingerprint(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** A small vector that tells texts apart, in values that floats keep exactly. */
    static float[] vector(String text) {
        int hash = text.hashCode();
        return new float[] {hash >> 16, hash & 0xffff, 0.1f, Float.MIN_VALUE};
    }

    @SuppressWarnings("NullAway") // does not see that the array of an amendment may be null
    Amendment amendment(MemoryUpdate update) {
        String text = update.text();
        return text == null
                ? new Amendment(update, null, null, act("told so"))
                : new Amendment(update, Gist.of(fingerprint(text)), vector(text), act("told so"));
    }

    Memory memory(MemoryId id) {
        return memory(ACME, id);
    }

    Memory memory(Tenant tenant, MemoryId id) {
        return journal.memory(tenant, id)
                .orElseThrow(() -> new AssertionError("there is no memory " + id));
    }

    List<Event> events(MemoryId id) {
        return journal.history(ACME, id).stream().map(HistoryEntry::event).toList();
    }

    List<Change> changesAfter(long position) {
        return operator().changes(position, 10_000).changes();
    }

    static List<ExportRecord> exported(Journal journal, Tenant tenant) {
        List<ExportRecord> records = new ArrayList<>();
        journal.export(tenant, records::add);
        return records;
    }

    /** The vectors that a restore of these records needs. */
    static Map<MemoryId, float[]> vectors(List<ExportRecord> records) {
        Map<MemoryId, float[]> vectors = new HashMap<>();
        for (ExportRecord record : records) {
            if (record instanceof ExportRecord.OfMemory of) {
                vectors.put(of.memory().id(), vector(of.memory().text()));
            }
        }
        return vectors;
    }

    /** The memory as if its last change were at position 0. */
    static Memory withoutRevision(Memory memory) {
        return new Memory(
                memory.id(),
                memory.scope(),
                memory.text(),
                memory.status(),
                memory.provenance(),
                memory.occurrences(),
                memory.saidAt(),
                memory.lastSaidAt(),
                memory.createdAt(),
                memory.updatedAt(),
                memory.validFrom(),
                memory.validTo(),
                memory.supersededBy(),
                memory.expiresAt(),
                memory.categories(),
                memory.metadata(),
                0);
    }

    static ExportRecord withoutRevision(ExportRecord record) {
        return record instanceof ExportRecord.OfMemory of
                ? new ExportRecord.OfMemory(withoutRevision(of.memory()), of.gist(), of.evidence())
                : record;
    }
}
