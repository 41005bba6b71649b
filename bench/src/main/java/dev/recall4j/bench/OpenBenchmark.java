package dev.recall4j.bench;

import dev.recall4j.Memories;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** Opening and closing a directory of 10,000 memories. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
@Fork(2)
public class OpenBenchmark {

    private Store store;

    @Setup
    public void fill() {
        store = Store.with(10_000, 1);
    }

    @Benchmark
    public void openAndClose() {
        try (Memories memories = store.open()) {
            memories.stats();
        }
    }

    @TearDown
    public void remove() {
        store.close();
    }
}
