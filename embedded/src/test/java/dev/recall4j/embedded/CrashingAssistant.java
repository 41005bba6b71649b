package dev.recall4j.embedded;

import dev.recall4j.Memories;
import dev.recall4j.lucene.LuceneIndex;
import dev.recall4j.lucene.LuceneSettings;
import dev.recall4j.model.Added;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.Journal;
import dev.recall4j.sqlite.SqliteJournal;
import dev.recall4j.sqlite.SqliteSettings;
import dev.recall4j.tck.CrashHarness;
import dev.recall4j.tck.HashingEmbedder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The child of the crash tests: adds, updates, deletes and erases at random, and acknowledges each
 * step when it has returned. Every add brings {@value #TURNS} turns, which must all be found or
 * none.
 */
final class CrashingAssistant {

    static final int TURNS = 3;
    static final Scope SCOPE = Scope.ofUser("ana");
    private static final int STEPS_MAX = 2_000;

    private final Memories memories;
    private final Random random;
    private final int life;
    private final List<MemoryId> live = new ArrayList<>();

    private CrashingAssistant(Memories memories, long seed, int life) {
        this.memories = memories;
        this.random = new Random(seed);
        this.life = life;
    }

    /** Arguments: directory, seed, how many lives came before, crash point. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        int life = Integer.parseInt(arguments[2]);
        Memories memories = open(directory, CrashPoint.parse(arguments[3]));
        new CrashingAssistant(memories, Long.parseLong(arguments[1]), life).live();
        memories.close();
        CrashHarness.die();
    }

    static Memories open(Path directory, CrashPoint point) {
        Journal journal =
                SqliteJournal.open(directory.resolve("journal"), SqliteSettings.defaults());
        HashingEmbedder embedder = new HashingEmbedder();
        return Memories.builder()
                .journal(point.guard(Journal.class, journal))
                .index(() -> point.guard(Index.class, index(directory, embedder)))
                .embedder(embedder)
                .build();
    }

    private static Index index(Path directory, HashingEmbedder embedder) {
        return LuceneIndex.open(
                directory.resolve("index"), embedder.info().dimension(), LuceneSettings.defaults());
    }

    private void live() {
        for (int step = 0; step < STEPS_MAX; step++) {
            int dice = random.nextInt(20);
            if (dice < 14 || live.isEmpty()) {
                add(life + "x" + step);
            } else if (dice < 16) {
                update(random.nextInt(live.size()), step);
            } else if (dice < 18) {
                MemoryId id = live.remove(random.nextInt(live.size()));
                memories.delete(id);
                CrashHarness.acknowledge("deleted " + id);
            } else if (dice < 19) {
                MemoryId id = live.remove(random.nextInt(live.size()));
                memories.erase(id);
                CrashHarness.acknowledge("erased " + id);
            } else {
                memories.search(SCOPE, "statement " + step);
            }
        }
    }

    private void add(String name) {
        List<Turn> turns =
                IntStream.range(0, TURNS)
                        .mapToObj(i -> Turn.user("statement %sy%d of %s".formatted(name, i, name)))
                        .toList();
        Added added = memories.add(SCOPE, turns);
        live.addAll(added.added());
        CrashHarness.acknowledge(
                "added "
                        + name
                        + " "
                        + added.added().stream()
                                .map(MemoryId::value)
                                .collect(Collectors.joining(" ")));
    }

    private void update(int place, int step) {
        MemoryId id = live.get(place);
        String text = "updated " + life + "x" + step + " " + id;
        memories.update(id, MemoryUpdate.text(text));
        CrashHarness.acknowledge("updated " + id + " " + text);
    }
}
