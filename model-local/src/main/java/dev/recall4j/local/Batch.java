package dev.recall4j.local;

import dev.recall4j.model.UnavailableException;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Texts of one call. Each run embeds the next text and asks to be run again; several runs may go on
 * at once. The first failure ends it.
 */
final class Batch implements Runnable {

    private final List<String> texts;
    private final Function<String, float[]> embed;
    private final Consumer<Runnable> again;
    private final float[][] vectors;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger missing;
    private final CompletableFuture<List<float[]>> result = new CompletableFuture<>();

    Batch(List<String> texts, Function<String, float[]> embed, Consumer<Runnable> again) {
        this.texts = texts;
        this.embed = embed;
        this.again = again;
        vectors = new float[texts.size()][];
        missing = new AtomicInteger(texts.size());
        if (texts.isEmpty()) {
            result.complete(List.of());
        }
    }

    @Override
    public void run() {
        int i = next.getAndIncrement();
        if (i >= texts.size() || result.isDone()) {
            return;
        }
        try {
            vectors[i] = embed.apply(texts.get(i));
            if (missing.decrementAndGet() == 0) {
                result.complete(Arrays.asList(vectors));
            } else {
                again.accept(this);
            }
        } catch (Throwable e) { // an Error too must reach the caller and not die with this thread
            result.completeExceptionally(e);
        }
    }

    /** The vectors, in the order of the texts. */
    List<float[]> await() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnavailableException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
