package dev.potok.simulation.trace;

import java.util.concurrent.TimeUnit;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What recording one event costs, with clock and core, beside the commit of an event of JDK Flight Recorder with the same
 * fields, and beside a bare look at the clock. The ring is emptied between the batches, so that nothing is dropped.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(value = 2, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
    "--add-exports=jdk.jfr/jdk.jfr.internal=ALL-UNNAMED"})
public class RecordingBenchmark {
    private static final int RING = 1 << 16;
    private static final int BATCH = RING / 2;

    private final RunClock clock = new RunClock();
    private Recorder recorder;
    private Recorder.Lane lane;
    private Recording flight;

    @Name("dev.potok.Benchmark")
    @StackTrace(false)
    static final class FlightEvent extends Event {
        int kind;
        int actor;
        int resource;
        int line;
        long argument;
    }

    @Setup(Level.Trial)
    public void open() {
        recorder = Recorder.withRingCapacity(clock, RING);
        lane = recorder.open(1);
        flight = new Recording();
        flight.enable(FlightEvent.class).withoutStackTrace().withoutThreshold();
        flight.start();
    }

    @Setup(Level.Invocation)
    public void empty() {
        for (EventRing ring : recorder.rings()) {
            ring.skipPublished();
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        if (recorder.dropped() > 0) {
            throw new IllegalStateException(recorder.dropped() + " events were dropped, so the figure is too good");
        }
        recorder.close();
        flight.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long potokEvent() {
        long last = 0;
        for (int i = 0; i < BATCH; i++) {
            last = lane.record(EventKind.PUT, 1, 2, 3, i);
        }
        return last;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void flightRecorderEvent() {
        for (int i = 0; i < BATCH; i++) {
            var event = new FlightEvent();
            event.kind = 30;
            event.actor = 1;
            event.resource = 2;
            event.line = 3;
            event.argument = i;
            event.commit();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long runClockAlone() {
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += clock.now();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long systemClockAlone() {
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += System.nanoTime();
        }
        return sum;
    }
}
