package dev.recall4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Filter;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Census;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.spi.Occasion;
import dev.recall4j.spi.Surroundings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * An index that looks at every memory and keeps nothing: exact, for tests, for small collections,
 * and as the yardstick of other indexes. Searching takes time in proportion to the number of
 * memories. Thread-safe; a search sees all or nothing of what one call applies.
 */
public final class InMemoryIndex implements Index {

    private final Map<MemoryId, Indexed> memories = new HashMap<>();
    private long position;
    private String lineage = "";
    private boolean closed;

    @Override
    public synchronized long position() {
        requireOpen();
        return position;
    }

    @Override
    public synchronized String lineage() {
        requireOpen();
        return lineage;
    }

    @Override
    public synchronized void apply(Changes changes) {
        requireOpen();
        for (Change change : changes.changes()) {
            switch (change) {
                case Change.Upsert upsert -> memories.put(upsert.id(), Indexed.of(upsert));
                case Change.Remove remove -> memories.remove(remove.id());
            }
        }
        position = changes.upTo();
        lineage = changes.lineage();
    }

    @Override
    public synchronized Hits search(IndexQuery query) {
        requireOpen();
        List<Indexed> visible =
                memories.values().stream()
                        .filter(indexed -> standing(indexed, query) == Standing.VISIBLE)
                        .toList();
        List<Ranking> rankings = rankings(query, visible);
        Set<Indexed> found = new LinkedHashSet<>();
        rankings.forEach(ranking -> found.addAll(ranking.best.keySet()));
        List<Indexed> around =
                visible.stream().filter(one -> found.stream().anyMatch(one::isAround)).toList();
        found.addAll(around);
        List<Hit> hits = new ArrayList<>();
        Map<MemoryId, Occasion> occasions = new HashMap<>();
        for (Indexed indexed : found) {
            rankings.forEach(ranking -> hits.add(ranking.hit(indexed)));
            occasions.put(indexed.upsert.id(), indexed.occasion());
        }
        return new Hits(hits, occasions);
    }

    private List<Ranking> rankings(IndexQuery query, List<Indexed> visible) {
        List<Ranking> rankings = new ArrayList<>();
        float[] vector = query.vector();
        if (vector != null) {
            rankings.add(
                    Ranking.of(
                            Signal.DENSE,
                            indexed -> cosine(vector, indexed.upsert.vector()),
                            visible,
                            query.candidates()));
            rankings.add(
                    Ranking.judging(
                            Signal.DENSE_AROUND, indexed -> cosine(vector, sum(indexed, visible))));
        }
        String text = query.text();
        if (text != null) {
            Bm25 bm25 = new Bm25(wordsOfAll(query.tenant()), text);
            ToDoubleFunction<Indexed> share = one -> sum(bm25.shares(one.words));
            List<Indexed> having =
                    visible.stream().filter(one -> share.applyAsDouble(one) > 0).toList();
            rankings.add(Ranking.of(Signal.KEYWORD, share, having, query.candidates()));
            rankings.add(
                    Ranking.judging(Signal.KEYWORD_AROUND, one -> shareAround(one, visible, bm25)));
        }
        return rankings;
    }

    /** Of one tenant: no score tells anything about the words of another one. */
    private List<Map<String, Integer>> wordsOfAll(Tenant tenant) {
        return memories.values().stream()
                .filter(one -> one.upsert.tenant().equals(tenant))
                .map(Indexed::words)
                .toList();
    }

    private static double shareAround(Indexed one, List<Indexed> visible, Bm25 bm25) {
        double[] best = bm25.shares(one.words);
        for (Indexed other : visible) {
            if (other.isAround(one)) {
                double weight = Surroundings.weight(other.upsert.turn() - one.upsert.turn());
                double[] shares = bm25.shares(other.words);
                for (int i = 0; i < best.length; i++) {
                    best[i] = Math.max(best[i], weight * shares[i]);
                }
            }
        }
        return sum(best);
    }

    private static float[] sum(Indexed one, List<Indexed> visible) {
        float[] sum = unit(one.upsert.vector());
        for (Indexed other : visible) {
            if (other.isAround(one)) {
                float[] added = unit(other.upsert.vector());
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += added[i];
                }
            }
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float coordinate : vector) {
            squares += (double) coordinate * coordinate;
        }
        float[] unit = vector.clone();
        for (int i = 0; squares > 0 && i < unit.length; i++) {
            unit[i] /= (float) Math.sqrt(squares);
        }
        return unit;
    }

    private static double sum(double[] shares) {
        return Math.min(Arrays.stream(shares).sum(), 1);
    }

    @Override
    public synchronized Set<String> speakers(Tenant tenant, Scope scope, Collection<String> asked) {
        requireOpen();
        Set<String> names =
                memories.values().stream()
                        .filter(one -> one.upsert.tenant().equals(tenant))
                        .filter(one -> scope.finds(one.memory().scope()))
                        .map(one -> one.occasion().speaker())
                        .filter(Objects::nonNull)
                        .flatMap(Words::ofName)
                        .collect(Collectors.toSet());
        return asked.stream()
                .filter(word -> names.contains(Words.folded(word)))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Census census(IndexQuery query) {
        requireOpen();
        long[] counts = new long[Standing.values().length];
        memories.values().forEach(indexed -> counts[standing(indexed, query).ordinal()]++);
        return new Census(
                counts[Standing.EXPIRED.ordinal()],
                counts[Standing.NOT_VALID.ordinal()],
                counts[Standing.FILTERED.ordinal()],
                counts[Standing.VISIBLE.ordinal()]);
    }

    @Override
    public synchronized void flush() {
        requireOpen();
    }

    @Override
    public synchronized void clear() {
        requireOpen();
        memories.clear();
        position = 0;
        lineage = "";
    }

    @Override
    public synchronized void recover() {
        requireOpen();
    }

    @Override
    public synchronized void purge() {
        requireOpen();
    }

    @Override
    public synchronized void revisions(ObjLongConsumer<MemoryId> sink) {
        requireOpen();
        memories.forEach((id, indexed) -> sink.accept(id, indexed.memory().revision()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        memories.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw new UnavailableException(
                    ErrorCode.CLOSED, "The index was closed; open it again to use it.");
        }
    }

    /** Where a memory stands with a query. */
    private enum Standing {
        OUTSIDE,
        EXPIRED,
        NOT_VALID,
        FILTERED,
        VISIBLE
    }

    private static Standing standing(Indexed indexed, IndexQuery query) {
        Memory memory = indexed.memory();
        if (!indexed.upsert.tenant().equals(query.tenant())
                || !query.scope().finds(memory.scope())) {
            return Standing.OUTSIDE;
        }
        if (memory.expiredAt(query.now())) {
            return Standing.EXPIRED;
        }
        if (!query.among().has(memory)) {
            return Standing.NOT_VALID;
        }
        Filter filter = query.filter();
        return filter == null || filter.test(memory) ? Standing.VISIBLE : Standing.FILTERED;
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresOfA += (double) a[i] * a[i];
            squaresOfB += (double) b[i] * b[i];
        }
        double lengths = Math.sqrt(squaresOfA * squaresOfB);
        return lengths == 0 ? 0 : Math.clamp(product / lengths, -1, 1);
    }

    private record Indexed(Change.Upsert upsert, Map<String, Integer> words) {

        static Indexed of(Change.Upsert upsert) {
            return new Indexed(upsert, Words.counted(upsert.memory().text()));
        }

        Memory memory() {
            return upsert.memory();
        }

        Occasion occasion() {
            long turn = upsert.turn();
            long scope = (long) memory().scope().hashCode() << Integer.SIZE;
            return Occasion.of(memory(), turn == 0 ? 0 : scope ^ turn);
        }

        boolean isAround(Indexed other) {
            return this != other
                    && upsert.turn() > 0
                    && other.upsert.turn() > 0
                    && Math.abs(upsert.turn() - other.upsert.turn()) <= Surroundings.REACH
                    && upsert.tenant().equals(other.upsert.tenant())
                    && memory().scope().equals(other.memory().scope())
                    && Surroundings.together(memory().saidAt(), other.memory().saidAt());
        }
    }

    /** What one signal found, with the rank of each, and how it scores any memory. */
    private record Ranking(
            Signal signal, ToDoubleFunction<Indexed> scoring, Map<Indexed, Integer> best) {

        static Ranking of(
                Signal signal, ToDoubleFunction<Indexed> scoring, List<Indexed> among, int most) {
            record Scored(Indexed indexed, double score) {}
            Map<Indexed, Integer> best = new HashMap<>();
            among.stream()
                    .map(indexed -> new Scored(indexed, scoring.applyAsDouble(indexed)))
                    .sorted(
                            Comparator.comparingDouble(Scored::score)
                                    .reversed()
                                    .thenComparing(one -> one.indexed.upsert.id().value()))
                    .limit(most)
                    .forEach(one -> best.put(one.indexed, best.size() + 1));
            return new Ranking(signal, scoring, best);
        }

        /** Of a signal that finds nothing on its own. */
        static Ranking judging(Signal signal, ToDoubleFunction<Indexed> scoring) {
            return new Ranking(signal, scoring, Map.of());
        }

        Hit hit(Indexed indexed) {
            return new Hit(
                    indexed.upsert.id(),
                    signal,
                    scoring.applyAsDouble(indexed),
                    best.getOrDefault(indexed, 0));
        }
    }
}
