package dev.recall4j.local;

import static java.util.concurrent.TimeUnit.SECONDS;

import ai.onnxruntime.OrtException;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The threads that run a model. They are platform threads, since a virtual one would pin its
 * carrier in native code, and few, since each run takes a core and its own memory.
 *
 * <p>A batch does not enter the queue as a whole: each of its lanes puts itself behind the others
 * after every text, so a question that comes meanwhile waits for a text or two and not for the
 * batch.
 */
final class OnnxWorkers implements AutoCloseable {

    private final OnnxModel model;
    private final int threads;
    private final ExecutorService pool;
    private final CompletableFuture<OnnxSession> session;
    private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();

    OnnxWorkers(OnnxModel model, int threads) {
        this.model = model;
        this.threads = threads;
        pool =
                new ThreadPoolExecutor(
                        threads, threads, 0, SECONDS, new LinkedBlockingQueue<>(), threads()) {
                    @Override
                    protected void terminated() {
                        release();
                    }
                };
        session = CompletableFuture.supplyAsync(this::load, pool);
    }

    private static ThreadFactory threads() {
        return Thread.ofPlatform().daemon().name("recall4j-embedder-", 0).factory();
    }

    /** The vectors of texts, prefixes included, in their order. */
    List<float[]> embed(List<String> texts) {
        Batch batch = new Batch(texts, this::embed, this::submit);
        int lanes = Math.min(threads, texts.size());
        for (int i = 0; i < lanes; i++) {
            submit(batch);
        }
        return batch.await();
    }

    private float[] embed(String text) {
        try {
            return session.join().embed(text);
        } catch (OrtException e) {
            throw unavailable("failed on a text; see the cause", e);
        }
    }

    private void submit(Runnable lane) {
        try {
            pool.execute(lane);
        } catch (RejectedExecutionException e) {
            throw new UnavailableException(
                    ErrorCode.CLOSED, "this embedder was closed; open another one", e);
        }
    }

    private OnnxSession load() {
        try {
            return OnnxSession.load(model);
        } catch (FileNotFoundException e) {
            String remedy = "is not on the class path or module path; add ";
            throw unavailable(remedy + model.coordinates(), e);
        } catch (IOException | OrtException | RuntimeException | LinkageError e) {
            throw unavailable("cannot be loaded on this machine; see the cause", e);
        }
    }

    private UnavailableException unavailable(String what, Throwable cause) {
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                "the embedding model %s %s".formatted(model.modelName(), what),
                cause);
    }

    private void release() {
        try {
            if (!session.isCompletedExceptionally()) {
                session.join().close();
            }
        } finally {
            released.complete(null);
        }
    }

    /**
     * Waits for texts under way, as native code must not lose its session while it runs. Waits even
     * if interrupted.
     */
    @Override
    public void close() {
        pool.shutdown();
        released.join();
    }
}
