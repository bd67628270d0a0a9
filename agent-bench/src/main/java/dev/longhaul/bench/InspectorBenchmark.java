package dev.longhaul.bench;

import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.compaction.retention.Inspection;
import dev.longhaul.compaction.retention.Retention;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** How long the inspector takes for a history of so many megabytes, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(1)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
public class InspectorBenchmark {

    /** Characters of a megabyte of this text, which is ASCII. */
    static final int MEGABYTE = 1 << 20;

    private static final long SEED = 42;

    /** Megabytes of history. */
    @Param({"1", "4", "16"})
    public int megabytes = 1;

    private final FactInspector inspector = new FactInspector();
    private Inspection inspection = new Inspection(List.of(), "");

    @Setup(Level.Trial)
    public void history() {
        inspection =
                new Inspection(SyntheticHistory.of((long) megabytes * MEGABYTE, SEED), SyntheticHistory.standing(SEED));
    }

    @Benchmark
    public Retention inspect() {
        return inspector.inspect(inspection);
    }
}
