package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Status;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.SettableClock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether adds that come side by side end as if they had come one after the other. */
class SerialOrderTest {

    private static final int THREADS = 3;
    private static final int ADDS = 2;
    private static final Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");

    /** What one call adds. */
    private record Add(List<Turn> turns) {}

    /** What is left of a memory if ids, which differ from run to run, are left out. */
    private record Kept(
            String text,
            Status status,
            long occurrences,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            @Nullable String supersededBy,
            Instant saidAt,
            Instant lastSaidAt) {}

    private static Memories memories() {
        return Memories.builder()
                .journal(new InMemoryJournal())
                .index(InMemoryIndex::new)
                .embedder(new HashingEmbedder())
                .extractor(ExtractionMode.LOCAL, new ScriptedExtractor(SerialOrderTest::asSaid))
                .clock(new SettableClock(FIRST))
                .zone(ZoneOffset.UTC)
                .build();
    }

    private static Extraction asSaid(List<HeardTurn> turns) {
        return new Extraction(turns.stream().map(SerialOrderTest::candidate).toList(), List.of());
    }

    private static Candidate candidate(HeardTurn turn) {
        String text = turn.turn().text();
        return new Candidate(text, new Evidence(turn.id(), 0, text.length()), Set.of(), null);
    }

    @RepeatedTest(20)
    void adds_from_several_threads_end_as_some_serial_order_of_them_would() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        List<List<Add>> threads = adds(new Random(seed));

        Set<Kept> state = sideBySide(threads);

        assertThat(orders(threads))
                .as("seed %d: the state %s", seed, state)
                .anyMatch(order -> oneAfterTheOther(order).equals(state));
    }

    private static List<List<Add>> adds(Random random) {
        return IntStream.range(0, THREADS)
                .mapToObj(thread -> IntStream.range(0, ADDS).mapToObj(add -> add(random)).toList())
                .toList();
    }

    private static Add add(Random random) {
        ZonedDateTime saidAt = FIRST.atZone(ZoneOffset.UTC).plusDays(random.nextInt(10));
        return new Add(
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(i -> Turn.user(statement(random)).at(saidAt))
                        .toList());
    }

    private static String statement(Random random) {
        List<String> forms =
                List.of(
                        "Ana lives in %s.",
                        "Ana moved to %s.",
                        "Ana no longer lives in %s.",
                        "Ana also lives in %s.",
                        "Ana works at %s.");
        List<String> names = List.of("Lisbon", "Porto", "Rome");
        return forms.get(random.nextInt(forms.size()))
                .formatted(names.get(random.nextInt(names.size())));
    }

    private static Set<Kept> sideBySide(List<List<Add>> threads) throws Exception {
        try (Memories memories = memories();
                ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> done = new ArrayList<>();
            for (List<Add> adds : threads) {
                done.add(
                        pool.submit(() -> {
                            start.await();
                            adds.forEach(add -> carryOut(memories, add));
                            return null;
                        }));
            }
            for (Future<?> one : done) {
                one.get();
            }
            return state(memories);
        }
    }

    private static Set<Kept> oneAfterTheOther(List<Add> order) {
        try (Memories memories = memories()) {
            order.forEach(add -> carryOut(memories, add));
            return state(memories);
        }
    }

    private static void carryOut(Memories memories, Add add) {
        memories.add(AddRequest.builder(ANA).turns(add.turns()).mode(ExtractionMode.LOCAL).build());
    }

    private static Set<Kept> state(Memories memories) {
        List<Memory> all =
                memories.list(
                                ListRequest.builder(ANA)
                                        .statuses(EnumSet.allOf(Status.class))
                                        .build())
                        .items();
        Map<MemoryId, Memory> byId =
                all.stream().collect(Collectors.toMap(Memory::id, Function.identity()));
        Set<Kept> state = new HashSet<>();
        for (Memory memory : all) {
            MemoryId by = memory.supersededBy();
            Memory successor = by == null ? null : byId.get(by);
            state.add(
                    new Kept(
                            memory.text(),
                            memory.status(),
                            memory.occurrences(),
                            memory.validFrom(),
                            memory.validTo(),
                            successor == null ? null : successor.text(),
                            memory.saidAt(),
                            memory.lastSaidAt()));
        }
        return state;
    }

    /** All orders in which the adds of each thread follow each other. */
    private static List<List<Add>> orders(List<List<Add>> threads) {
        List<List<Add>> left = threads.stream().filter(adds -> !adds.isEmpty()).toList();
        if (left.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Add>> orders = new ArrayList<>();
        for (List<Add> thread : left) {
            List<List<Add>> rest =
                    left.stream()
                            .map(adds -> adds == thread ? adds.subList(1, adds.size()) : adds)
                            .toList();
            for (List<Add> order : orders(rest)) {
                List<Add> whole = new ArrayList<>(List.of(thread.getFirst()));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }
}
