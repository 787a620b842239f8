package dev.potok.app.launcher;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.potok.app.bench.Bench;
import dev.potok.simulation.trace.Collector;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Recorder;
import dev.potok.simulation.trace.RunClock;
import dev.potok.simulation.trace.Trace;

/**
 * How many events a second the collector takes in from two producers, and how many are lost: from producers that keep to
 * the goal's pace for a second, with large rings and with those that a live run with two actors has; the same in the very
 * first second of a program; and from a burst that fills most of the large rings.
 */
final class IngestBench implements Bench {
    private static final int PRODUCERS = 2;
    private static final int RING = 1 << 20;
    /** The rings are those of a live run. */
    private static final int AS_LIVE = 0;
    private static final int BURST = RING - RING / 8;
    private static final long GOAL_PER_SECOND = 5_000_000;
    private static final int STEADY = (int) (GOAL_PER_SECOND / PRODUCERS);
    private static final int WARM_UP_ROUNDS = 3;
    /** Events between two looks at the pace. */
    private static final int SLICE = 256;

    @Override
    public String name() {
        return "ingest";
    }

    /** What came of a round. */
    private record Round(double perSecond, long lost) {}

    @Override
    public List<Figure> measure() throws InterruptedException {
        // A little faster than the goal, since starting and ending belong to the time as well.
        long slice = (long) (1e9 / (GOAL_PER_SECOND * 1.04) * PRODUCERS * SLICE);
        Round first = round(AS_LIVE, STEADY, slice);
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round(RING, BURST, 0);
        }
        Round burst = round(RING, BURST, 0);
        Round steady = round(RING, STEADY, slice);
        Round live = round(AS_LIVE, STEADY, slice);
        return List.of(
                Figure.atLeast("steady", "/s", steady.perSecond, GOAL_PER_SECOND),
                Figure.atMost("steady-lost", "", (double) steady.lost, 0),
                Figure.atLeast("live", "/s", live.perSecond, GOAL_PER_SECOND),
                Figure.atMost("live-lost", "", (double) live.lost, 0),
                Figure.beside("first", "/s", first.perSecond),
                Figure.beside("first-lost", "", (double) first.lost),
                Figure.beside("burst", "/s", burst.perSecond),
                Figure.beside("burst-lost", "", (double) burst.lost));
    }

    /** Has each producer record so many events, a slice in that time or as fast as it can. */
    private static Round round(int ring, int events, long nanosPerSlice) throws InterruptedException {
        var clock = new RunClock();
        try (var recorder = ring == AS_LIVE ? new Recorder(clock) : Recorder.withRingCapacity(clock, ring)) {
            var trace = new Trace(new Directory());
            var collector = new Collector(recorder, trace);
            recorder.open(PRODUCERS + 1); // the lane of the actor that starts the others
            var ready = new CountDownLatch(PRODUCERS);
            var go = new CountDownLatch(1);
            var threads = new Thread[PRODUCERS];
            for (int p = 0; p < PRODUCERS; p++) {
                int actor = p + 1;
                threads[p] = new Thread(() -> {
                    Recorder.Lane lane = recorder.open(actor);
                    ready.countDown();
                    try {
                        go.await();
                        produce(lane, actor, events, nanosPerSlice);
                    } catch (InterruptedException hurried) {
                        Thread.currentThread().interrupt();
                    }
                }, "potok-bench-producer-" + actor);
                threads[p].setDaemon(true);
                threads[p].start();
            }
            ready.await();
            long begun = System.nanoTime();
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            collector.end();
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Round(trace.size() / seconds, recorder.dropped());
        }
    }

    private static void produce(Recorder.Lane lane, int actor, int events, long nanosPerSlice) {
        long next = System.nanoTime();
        for (int i = 0; i < events; i++) {
            lane.record(EventKind.PUT, actor, 1, 0, i);
            if (nanosPerSlice > 0 && i % SLICE == SLICE - 1) {
                next += nanosPerSlice;
                while (System.nanoTime() - next < 0) {
                    // With as many producers as cores, the collector needs the time that is left of a slice.
                    Thread.yield();
                }
            }
        }
    }
}
