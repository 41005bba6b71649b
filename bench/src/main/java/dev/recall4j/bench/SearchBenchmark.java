package dev.recall4j.bench;

import dev.recall4j.Memories;
import dev.recall4j.model.Context;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Scope;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A search of one scope, with its ten memories loaded, and a context of 2,000 tokens; the query's
 * vector costs next to nothing.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class SearchBenchmark {

    /** Memories x scopes. */
    @Param({"1000x1", "10000x1", "100000x1", "100000x1000"})
    public String size = "1000x1";

    private Store store;
    private Memories memories;
    private int scopes;
    private String[] questions;

    @Setup
    public void open() {
        String[] parts = size.split("x");
        scopes = Integer.parseInt(parts[1]);
        store = Store.with(Integer.parseInt(parts[0]), scopes);
        memories = store.open();
        Sentences sentences = new Sentences(7);
        questions = new String[1_000];
        for (int i = 0; i < questions.length; i++) {
            questions[i] = sentences.question();
        }
    }

    @Benchmark
    public Recall search() {
        return memories.search(scope(), question());
    }

    @Benchmark
    public Context context() {
        return memories.context(scope(), question(), 2_000);
    }

    private Scope scope() {
        return Store.scope(ThreadLocalRandom.current().nextInt(scopes));
    }

    private String question() {
        return questions[ThreadLocalRandom.current().nextInt(questions.length)];
    }

    @TearDown
    public void close() {
        memories.close();
        store.close();
    }
}
