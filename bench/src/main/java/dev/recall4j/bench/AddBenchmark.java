package dev.recall4j.bench;

import dev.recall4j.Memories;
import dev.recall4j.model.Added;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A durable add of one turn, verbatim: two commits to disk, and the indexing behind it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class AddBenchmark {

    /** What makes the vector of each memory. */
    @Param({"stub", "real"})
    public String embedder = "stub";

    private final AtomicInteger number = new AtomicInteger();
    private Store store;
    private Memories memories;

    @Setup
    public void open() {
        store = Store.empty();
        memories = embedder.equals("real") ? store.openWithRealEmbedder() : store.open();
        memories.add(Store.scope(0), "The model is loaded now");
    }

    @Benchmark
    @Threads(1)
    public Added oneCaller() {
        return add();
    }

    @Benchmark
    @Threads(32)
    public Added thirtyTwoCallers() {
        return add();
    }

    private Added add() {
        int n = number.incrementAndGet();
        return memories.add(Store.scope(n % 10), "Ana bought a bicycle number " + n);
    }

    @TearDown
    public void close() {
        memories.close();
        store.close();
    }
}
