package dev.potok.app.launcher;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.management.OperatingSystemMXBean;

import dev.potok.app.bench.Bench;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;

/**
 * The price of watching: the same work, that keeps every core busy, once on plain threads of Java without anything of
 * Potok's, once as the actors of a live run flat out, with all that belongs to one. The two go in turn (bare, watched,
 * watched, bare …), each pair gives a ratio, and the median of these counts; what else the machine does meanwhile hits
 * both. Beside it stands the same ratio of the time that the program had on cores, which other programs disturb less.
 */
final class WatchingBench implements Bench {
    private static final int WARM_UP_PAIRS = 3;
    private static final int PAIRS = 25;
    private static final double GOAL_RATIO = 1.02;
    /** Units that each thread does in a round; at some 30 µs each they take about two thirds of a second. */
    private static final int UNITS = 20_000;
    private static final int NUMBERS_A_UNIT = 1_400;
    /** Each thread adds to a counter that all share after so many units. */
    private static final int UNITS_A_COUNT = 8;

    private static final OperatingSystemMXBean SYSTEM = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);

    private final int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public String name() {
        return "watching";
    }

    /**
     * What came of a round, from the moment when all threads may begin until the last of them is done.
     *
     * @param nanos     by the clock
     * @param coreNanos that the whole program had on cores
     * @param units     done
     * @param events    recorded or lost
     */
    private record Round(double nanos, double coreNanos, long units, long events) {}

    @Override
    public List<Figure> measure() throws InterruptedException {
        for (int pair = 0; pair < WARM_UP_PAIRS; pair++) {
            bare();
            watched();
        }
        double[] ratios = new double[PAIRS];
        double[] coreRatios = new double[PAIRS];
        double[] perSecond = new double[PAIRS];
        double[] perUnit = new double[PAIRS];
        long missing = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            boolean bareFirst = pair % 2 == 0;
            Round first = bareFirst ? bare() : watched();
            Round second = bareFirst ? watched() : bare();
            Round bare = bareFirst ? first : second;
            Round watched = bareFirst ? second : first;
            ratios[pair] = watched.nanos / bare.nanos;
            coreRatios[pair] = watched.coreNanos / bare.coreNanos;
            perSecond[pair] = watched.events * 1e9 / watched.nanos;
            perUnit[pair] = bare.nanos * threads / bare.units / 1e3;
            missing += Math.abs(bare.units - watched.units);
        }
        Arrays.sort(ratios);
        return List.of(
                Figure.atMost("ratio", "×", ratios[PAIRS / 2], GOAL_RATIO),
                Figure.beside("ratio-low", "×", ratios[PAIRS / 4]),
                Figure.beside("ratio-high", "×", ratios[PAIRS - 1 - PAIRS / 4]),
                Figure.beside("core-ratio", "×", RecordBench.median(coreRatios)),
                Figure.beside("events", "/s", RecordBench.median(perSecond)),
                Figure.beside("unit", "µs", RecordBench.median(perUnit)),
                Figure.beside("units", "", (double) threads * UNITS),
                Figure.atMost("units-missing", "", (double) missing, 0));
    }

    /** Lets all threads begin at once and takes the time until the last is done. */
    private final class Line {
        private final CountDownLatch ready = new CountDownLatch(threads);
        private final CountDownLatch go = new CountDownLatch(1);
        private final CountDownLatch done = new CountDownLatch(threads);

        void enter() {
            ready.countDown();
            try {
                go.await();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }

        void leave() {
            done.countDown();
        }

        Round run() throws InterruptedException {
            ready.await();
            long coreNanos = SYSTEM.getProcessCpuTime();
            long begun = System.nanoTime();
            go.countDown();
            done.await();
            double nanos = System.nanoTime() - begun;
            return new Round(nanos, SYSTEM.getProcessCpuTime() - coreNanos, 0, 0);
        }
    }

    private Round bare() throws InterruptedException {
        var line = new Line();
        var units = new AtomicLong();
        var counter = new AtomicLong();
        var workers = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            long seed = i;
            var worker = new Thread(() -> {
                line.enter();
                long x = seed;
                long[] numbers = new long[NUMBERS_A_UNIT];
                for (int unit = 1; unit <= UNITS; unit++) {
                    x = compute(x, numbers);
                    if (unit % UNITS_A_COUNT == 0) {
                        counter.incrementAndGet();
                    }
                }
                line.leave();
                units.addAndGet(x == 42 ? 0 : UNITS); // uses the result
            }, "potok-bench-bare-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
        Round timed = line.run();
        for (Thread worker : workers) {
            worker.join();
        }
        return new Round(timed.nanos, timed.coreNanos, units.get(), 0);
    }

    private Round watched() throws InterruptedException {
        var line = new Line();
        var work = new Work(threads, line);
        Run run = Runs.start(new RunRequest(work, Settings.of(work.settings(), Map.of(), Path::of), Mode.LIVE,
                Pace.FLAT_OUT, 1, 1, 0));
        try {
            Round timed = line.run();
            Outcome outcome = run.result().get().outcome();
            if (outcome != Outcome.COMPLETED) {
                throw new IllegalStateException("the watched run ended as " + outcome);
            }
            return new Round(timed.nanos, timed.coreNanos, work.units.get(),
                    run.trace().size() + run.trace().dropped());
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the watched run broke off", broken.getCause());
        } catch (InterruptedException hurried) {
            run.stop();
            throw hurried;
        }
    }

    /**
     * One unit of work: makes numbers up and sorts them. Sorting is too large a method for the compiler to put into its
     * callers, so both sides run the very same code; a loop of our own was up to a tenth faster in one than in the other.
     */
    private static long compute(long seed, long[] numbers) {
        long x = seed ^ 0x9E3779B97F4A7C15L;
        for (int i = 0; i < numbers.length; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
            numbers[i] = x;
        }
        Arrays.sort(numbers);
        return x ^ numbers[numbers.length / 2];
    }

    /** The same as a scenario: each unit is told as work, and the counter is one that is shown. */
    private static final class Work implements Scenario {
        private final int threads;
        private final Line line;
        private final AtomicLong units = new AtomicLong();

        Work(int threads, Line line) {
            this.threads = threads;
            this.line = line;
        }

        @Override
        public String id() {
            return "price-of-watching";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public void run(Environment env, Settings settings) {
            var counter = env.counter("counter");
            var workers = env.threads("worker", threads, self -> {
                line.enter();
                long x = self.index();
                long[] numbers = new long[NUMBERS_A_UNIT];
                for (int unit = 1; unit <= UNITS; unit++) {
                    long seed = x;
                    x = self.work(1, () -> compute(seed, numbers));
                    if (unit % UNITS_A_COUNT == 0) {
                        counter.add(1);
                    }
                }
                line.leave();
                units.addAndGet(x == 42 ? 0 : UNITS);
            });
            workers.start();
            workers.join();
        }
    }
}
