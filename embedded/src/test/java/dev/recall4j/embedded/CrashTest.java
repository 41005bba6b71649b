package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.recall4j.Memories;
import dev.recall4j.model.CheckReport;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Page;
import dev.recall4j.model.Status;
import dev.recall4j.tck.ChildJvm;
import dev.recall4j.tck.CrashHarness;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Promises 1 and 2: what was acknowledged survives a kill, and nothing half-done shows. */
class CrashTest {

    private final Map<MemoryId, String> expected = new HashMap<>();
    private final Set<MemoryId> deleted = new HashSet<>();
    private final Set<MemoryId> erased = new HashSet<>();
    private final Map<MemoryId, String> addOf = new HashMap<>();
    private int lives;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before:hear:5",
                "after:hear:5",
                "before:decide:5",
                "inside:decide:5",
                "after:decide:5",
                "after:amend:1",
                "after:retract:1",
                "before:erase:1",
                "after:erase:1",
                "before:apply:4",
                "after:apply:4",
                "before:purge:1",
                "after:purge:1",
            })
    void a_process_that_dies_at_a_step_loses_nothing_acknowledged(String point) {
        live(1, 0, point, Integer.MAX_VALUE);

        assertNothingIsLost();
    }

    @Test
    void a_process_killed_at_random_moments_loses_nothing_acknowledged() {
        killAtRandom(4, 20_261_123L);
    }

    @Test
    @Tag("full")
    void hundreds_of_kills_lose_nothing_acknowledged() {
        killAtRandom(300, System.nanoTime());
    }

    private void killAtRandom(int rounds, long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int life = 0; life < rounds; life++) {
            live(random.nextLong(), life, "never:none:0", 1 + random.nextInt(60));
            assertNothingIsLost();
        }
    }

    private void live(long seed, int life, String point, int acknowledgements) {
        CrashHarness harness =
                new CrashHarness(
                        new ChildJvm(
                                CrashingAssistant.class,
                                List.of(
                                        directory.toString(),
                                        Long.toString(seed),
                                        Integer.toString(life),
                                        point)));
        List<String> acknowledged =
                acknowledgements == Integer.MAX_VALUE
                        ? harness.untilItDies()
                        : harness.killAfter(acknowledgements);
        assertThat(acknowledged).isNotEmpty();
        acknowledged.forEach(this::remember);
    }

    private void remember(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "added" -> {
                String[] ids = words[2].split(" ");
                for (int i = 0; i < ids.length; i++) {
                    MemoryId id = MemoryId.of(ids[i]);
                    expected.put(id, "statement %sy%d of %s".formatted(words[1], i, words[1]));
                    addOf.put(id, words[1]);
                }
            }
            case "updated" -> expected.put(MemoryId.of(words[1]), words[2]);
            case "deleted" -> deleted.add(MemoryId.of(words[1]));
            case "erased" -> erased.add(MemoryId.of(words[1]));
            default -> throw new AssertionError(line);
        }
    }

    private void assertNothingIsLost() {
        lives++;
        try (Memories memories = CrashingAssistant.open(directory, CrashPoint.NEVER)) {
            memories.extractPending();
            assertThat(unacknowledgedSteps(memories)).hasSizeLessThanOrEqualTo(lives);
            deleted.forEach(id -> assertThat(statusOf(memories, id)).contains(Status.RETRACTED));
            erased.forEach(id -> assertThat(statusOf(memories, id)).isEmpty());
            assertNoAddIsHalfDone(memories);
            CheckReport report = memories.check();
            assertThat(report.journalProblems()).isEmpty();
            assertThat(report.indexSound()).isTrue();
            assertNewestIsFound(memories);
        }
    }

    /**
     * Memories that are not as was acknowledged. One step of each life may have become durable
     * without being acknowledged: a text may be newer, a memory deleted or erased.
     */
    private List<MemoryId> unacknowledgedSteps(Memories memories) {
        return expected.entrySet().stream()
                .filter(entry -> !deleted.contains(entry.getKey()))
                .filter(entry -> !erased.contains(entry.getKey()))
                .filter(entry -> !isAsAcknowledged(memories.get(entry.getKey()), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isAsAcknowledged(Optional<Memory> memory, String text) {
        return memory.filter(m -> m.status() == Status.ACTIVE && m.text().equals(text)).isPresent();
    }

    private static Optional<Status> statusOf(Memories memories, MemoryId id) {
        return memories.get(id).map(Memory::status);
    }

    private void assertNoAddIsHalfDone(Memories memories) {
        Map<String, Long> kept =
                everything(memories).stream()
                        .map(memory -> memories.history(memory.id()).getFirst().newText())
                        .collect(
                                groupingBy(
                                        text -> text.substring(text.lastIndexOf(' ') + 1),
                                        counting()));
        Map<String, Long> gone = erased.stream().collect(groupingBy(addOf::get, counting()));
        List<String> halfDone =
                kept.entrySet().stream()
                        .filter(add ->
                                add.getValue() + gone.getOrDefault(add.getKey(), 0L)
                                        < CrashingAssistant.TURNS)
                        .map(Map.Entry::getKey)
                        .toList();
        assertThat(halfDone)
                .as("by erasures that were not acknowledged")
                .hasSizeLessThanOrEqualTo(lives);
    }

    private static List<Memory> everything(Memories memories) {
        List<Memory> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Memory> page =
                    memories.list(
                            ListRequest.builder(CrashingAssistant.SCOPE)
                                    .statuses(Status.ACTIVE, Status.RETRACTED)
                                    .cursor(cursor)
                                    .build());
            all.addAll(page.items());
            cursor = page.next().orElse(null);
        } while (cursor != null);
        return all;
    }

    private void assertNewestIsFound(Memories memories) {
        expected.entrySet().stream()
                .filter(entry -> isAsAcknowledged(memories.get(entry.getKey()), entry.getValue()))
                .max(Map.Entry.comparingByKey(Comparator.comparing(MemoryId::value)))
                .ifPresent(newest ->
                        assertThat(
                                        memories.search(CrashingAssistant.SCOPE, newest.getValue())
                                                .results())
                                .extracting(recalled -> recalled.memory().id())
                                .contains(newest.getKey()));
    }
}
