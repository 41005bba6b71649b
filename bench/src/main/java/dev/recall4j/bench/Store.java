package dev.recall4j.bench;

import dev.recall4j.Memories;
import dev.recall4j.embedded.Recall4j;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.HashingEmbedder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A directory with memories, embedded by hashing, in as many scopes as asked for. */
final class Store implements AutoCloseable {

    static final int DIMENSION = 384;
    private static final int TURNS_PER_ADD = 5_000;

    private final Path directory;

    private Store(Path directory) {
        this.directory = directory;
    }

    static Store empty() {
        try {
            return new Store(Files.createTempDirectory("recall4j-bench"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Store with(int memories, int scopes) {
        Store store = empty();
        try (Memories engine = store.open()) {
            Sentences sentences = new Sentences(memories);
            int perScope = memories / scopes;
            for (int scope = 0; scope < scopes; scope++) {
                for (int from = 0; from < perScope; from += TURNS_PER_ADD) {
                    int to = Math.min(perScope, from + TURNS_PER_ADD);
                    engine.add(scope(scope), turns(sentences, from, to));
                }
            }
            engine.search(scope(0), sentences.question());
        }
        return store;
    }

    static Scope scope(int number) {
        return Scope.ofUser("user-" + number);
    }

    private static List<Turn> turns(Sentences sentences, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> Turn.user(sentences.statement(n) + " #" + n))
                .toList();
    }

    Memories open() {
        return builder().embedder(new HashingEmbedder(DIMENSION)).open();
    }

    Memories openWithRealQueries() {
        return builder().embedder(new RealQueries()).open();
    }

    Memories openWithRealEmbedder() {
        return builder().open();
    }

    private Recall4j.Builder builder() {
        return Recall4j.at(directory).defaultMode(ExtractionMode.VERBATIM);
    }

    Path directory() {
        return directory;
    }

    /** Removes the directory. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
