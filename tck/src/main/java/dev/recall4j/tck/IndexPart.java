package dev.recall4j.tck;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Signal;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Index;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the parts of {@link IndexContract} share: an open index and ways to fill and ask it. */
abstract class IndexPart {

    @TempDir Path home;

    Index index;
    private long position;

    abstract IndexFixture fixture();

    @BeforeEach
    void open() {
        index = fixture().open(directory(), IndexVectors.DIMENSION);
    }

    @AfterEach
    void close() {
        index.close();
    }

    Path directory() {
        return home.resolve("index");
    }

    void reopen() {
        index.close();
        open();
    }

    /** Applies the memories in one batch, each at the next position. */
    void put(IndexSample... samples) {
        put(List.of(samples));
    }

    void put(List<IndexSample> samples) {
        List<Change> changes = new ArrayList<>();
        for (IndexSample sample : samples) {
            changes.add(sample.at(position + changes.size() + 1));
        }
        apply(new Changes(changes, position + changes.size(), Samples.LINEAGE));
    }

    void remove(String id) {
        Change remove = new Change.Remove(position + 1, MemoryId.of(id), false);
        apply(new Changes(List.of(remove), position + 1, Samples.LINEAGE));
    }

    void apply(Changes changes) {
        index.apply(changes);
        position = changes.upTo();
    }

    long position() {
        return position;
    }

    List<Hit> hits(IndexSearch search) {
        return index.search(search.query()).hits();
    }

    List<Hit> hits(IndexSearch search, Signal signal) {
        return hits(search).stream().filter(hit -> hit.signal() == signal).toList();
    }

    /** The ids of all memories that any signal found. */
    Set<String> found(IndexSearch search) {
        return hits(search).stream()
                .map(hit -> hit.memory().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ids that one signal found, best first. */
    List<String> ranking(IndexSearch search, Signal signal) {
        return hits(search).stream()
                .filter(hit -> hit.signal() == signal && hit.rank() > 0)
                .sorted(Comparator.comparingInt(Hit::rank))
                .map(hit -> hit.memory().value())
                .toList();
    }

    Hit hit(IndexSearch search, Signal signal, String id) {
        return hits(search).stream()
                .filter(hit -> hit.signal() == signal && hit.memory().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + signal + " hit of " + id));
    }
}
