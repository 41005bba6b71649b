package dev.recall4j.tck;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Reranker;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A reranker that answers what a test says, and remembers what it was asked. Until it is told
 * otherwise a passage is as relevant as it has words of the query. Thread-safe.
 */
public final class ScriptedReranker implements Reranker {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final List<List<Passage>> asked = new CopyOnWriteArrayList<>();
    private volatile BiFunction<String, List<Passage>, double[]> script =
            ScriptedReranker::sharesOfWords;
    private volatile boolean closed;

    /** What it answers from now on. */
    public void answer(BiFunction<String, List<Passage>, double[]> next) {
        script = next;
    }

    /** From now on its model cannot be reached. */
    public void takeDown() {
        answer((query, passages) -> {
            throw new UnavailableException(
                    ErrorCode.MODEL_UNAVAILABLE, "The reranker is down; try later.");
        });
    }

    /** The passages of each call so far. */
    public List<List<Passage>> asked() {
        return List.copyOf(asked);
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public double[] relevances(String query, List<Passage> passages) {
        if (closed) {
            throw new UnavailableException(ErrorCode.CLOSED, "The reranker was closed.");
        }
        asked.add(List.copyOf(passages));
        return script.apply(query, passages);
    }

    @Override
    public void close() {
        closed = true;
    }

    private static double[] sharesOfWords(String query, List<Passage> passages) {
        Set<String> wanted = words(query);
        return passages.stream()
                .map(passage -> words(passage.text()))
                .mapToDouble(words ->
                        (double) wanted.stream().filter(words::contains).count()
                                / Math.max(wanted.size(), 1))
                .toArray();
    }

    private static Set<String> words(String text) {
        return NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
