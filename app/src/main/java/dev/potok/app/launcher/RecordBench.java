package dev.potok.app.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;

import dev.potok.app.bench.Bench;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Recorder;
import dev.potok.simulation.trace.RunClock;

/**
 * What recording one event costs, with its time and core, beside the commit of an event of JDK Flight Recorder with the
 * same fields. The two are measured in turn, so that what slows the machine slows both, and the medians are compared.
 */
final class RecordBench implements Bench {
    private static final int RING = 1 << 16;
    /** Fits into the ring, so that no event is dropped and nobody needs to drain it. */
    private static final int EVENTS = RING - 64;
    private static final int WARM_UP_ROUNDS = 60;
    private static final int ROUNDS = 101;
    private static final double GOAL_NANOS = 50;
    private static final double GOAL_RATIO = 0.6;

    @Override
    public String name() {
        return "record";
    }

    /** The event as Flight Recorder has it; it adds the time and the thread itself. */
    @Name("dev.potok.Bench")
    @StackTrace(false)
    static final class FlightEvent extends Event {
        int kind;
        int actor;
        int resource;
        int line;
        long argument;
    }

    @Override
    public List<Figure> measure() throws InterruptedException {
        try (var flight = new Recording()) {
            flight.enable(FlightEvent.class).withoutStackTrace().withoutThreshold();
            flight.start();
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                ours();
                theirs();
            }
            double[] ours = new double[ROUNDS];
            double[] theirs = new double[ROUNDS];
            double[] clock = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ours[round] = ours();
                theirs[round] = theirs();
                clock[round] = clock();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            double event = median(ours);
            double commit = median(theirs);
            return List.of(
                    Figure.atMost("event", "ns", event, GOAL_NANOS),
                    Figure.beside("flight-event", "ns", commit),
                    Figure.atMost("ratio", "×", event / commit, GOAL_RATIO),
                    Figure.beside("clock", "ns", median(clock)));
        }
    }

    /** Nanoseconds an event through a lane. */
    private static double ours() {
        try (var recorder = Recorder.withRingCapacity(new RunClock(), RING)) {
            Recorder.Lane lane = recorder.open(1);
            return perEvent(() -> {
                long last = 0;
                for (int i = 0; i < EVENTS; i++) {
                    last = lane.record(EventKind.PUT, 1, 2, 3, i);
                }
                return last;
            });
        }
    }

    /** Nanoseconds an event of Flight Recorder. */
    private static double theirs() {
        return perEvent(() -> {
            for (int i = 0; i < EVENTS; i++) {
                var event = new FlightEvent();
                event.kind = 30;
                event.actor = 1;
                event.resource = 2;
                event.line = 3;
                event.argument = i;
                event.commit();
            }
            return EVENTS;
        });
    }

    /** Nanoseconds a reading of the clock, which both contain. */
    private static double clock() {
        return perEvent(() -> {
            long sum = 0;
            for (int i = 0; i < EVENTS; i++) {
                sum += System.nanoTime();
            }
            return sum;
        });
    }

    private static double perEvent(LongSupplier round) {
        long begun = System.nanoTime();
        long result = round.getAsLong();
        long nanos = System.nanoTime() - begun;
        if (result == Long.MIN_VALUE) { // keeps the loop from being thrown away
            throw new IllegalStateException("a round cannot end in that");
        }
        return (double) nanos / EVENTS;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
