package dev.potok.simulation.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.potok.simulation.bench.Errands.Kind;
import dev.potok.simulation.process.CacheState;
import dev.potok.simulation.process.Child;
import dev.potok.simulation.process.Nursery;
import dev.potok.simulation.process.ProcessException;

/**
 * Measures what processes cost. What is to be measured is {@linkplain #begin begun} once, which has the children come and
 * their code compiled, and then done in rounds, so that others can be measured in between. Confined to one thread; one
 * piece of work at a time.
 *
 * <p>
 * The pool of warm children is full whenever a round begins and when it ends, so that no child is being started while
 * something else is measured.
 */
public final class ProcessBench implements AutoCloseable {
    /** So many children are kept warm, and increment. */
    private static final int CHILDREN = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STARTS = 3;
    private static final long PAIRS = 2_000_000;
    private static final long INCREMENTS = 250_000;
    private static final long MESSAGES = 1_000_000;
    private static final long OBJECTS = 150_000;
    private static final long TRIPS = 50_000;
    private static final int WARM_UPS = 3;
    /** A round of the pool is far shorter, and runs through far more code, before all of it is compiled. */
    private static final int POOL_WARM_UPS = 12;

    private final Path home;
    private final Nursery nursery;
    private final boolean cached;
    private int tables;

    private ProcessBench(Path home, Nursery nursery, boolean cached) {
        this.home = home;
        this.nursery = nursery;
        this.cached = cached;
    }

    /**
     * With the program's children; the cache of their classes is made first if there is none, which takes some seconds.
     *
     * @throws BenchFailedException if there can be none, or there is no place for what they share
     */
    public static ProcessBench open() {
        try {
            boolean cached = Nursery.prepare() == CacheState.USED;
            Nursery nursery = Nursery.shared();
            return new ProcessBench(Nursery.quarters(), nursery, cached);
        } catch (ProcessException refused) {
            throw failed(refused);
        }
    }

    /** Whether children have their classes out of a cache; without it they are slower to start. */
    public boolean cached() {
        return cached;
    }

    private static BenchFailedException failed(Exception why) {
        return new BenchFailedException(String.valueOf(why.getMessage()), why);
    }

    /**
     * Gets ready to do that; takes some seconds.
     *
     * @throws InterruptedException if the thread is interrupted; then nothing of it is left
     * @throws BenchFailedException if it cannot be done
     */
    public Rounds begin(Work work) throws InterruptedException {
        try {
            Household household = switch (work) {
                case START -> new Starts();
                case MUTEX -> new Pairs();
                case INCREMENTS -> new Increments();
                case QUEUE_BYTES -> new Messages(work, Kind.BYTES, MESSAGES);
                case QUEUE_STRINGS -> new Messages(work, Kind.STRINGS, MESSAGES);
                case QUEUE_NUMBERS -> new Messages(work, Kind.NUMBERS, MESSAGES);
                case QUEUE_OBJECTS -> new Messages(work, Kind.OBJECTS, OBJECTS);
                case PIPE -> new Trips();
                case IMAP -> new Pooled();
            };
            return ready(household);
        } catch (ProcessException | IOException refused) {
            throw failed(refused);
        }
    }

    private Rounds ready(Household household) throws InterruptedException {
        try {
            household.prepare();
            awaitWarm();
            return household;
        } catch (InterruptedException | RuntimeException failed) {
            household.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        nursery.warm(0);
    }

    private void awaitWarm() throws InterruptedException {
        nursery.warm(CHILDREN);
        if (!nursery.awaitReady(CHILDREN, PATIENCE)) {
            throw new BenchFailedException(nursery.trouble().orElse("No " + CHILDREN + " processes were there within "
                    + PATIENCE.toSeconds() + " s"));
        }
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Children around one table, and perhaps a run. */
    private abstract class Household implements Rounds {
        final Path file = home.resolve("run-bench-" + ++tables);
        final Table table;
        final List<Servant> servants = new ArrayList<>();

        Household() throws IOException {
            table = Table.create(file);
        }

        /** Has everybody come, and do so much that their code is compiled. */
        abstract void prepare() throws InterruptedException;

        /** Takes on a child, from the pool. */
        final void engage(Errand errand) {
            servants.add(new Servant(nursery.take(), file, errand));
        }

        final void warmUp(long times) throws InterruptedException {
            long first = awaitAll();
            for (int i = 0; i < WARM_UPS; i++) {
                first = together(times);
            }
            assert first > 0;
        }

        /** Waits until each has said something; returns what the first of them said. */
        final long awaitAll() throws InterruptedException {
            long first = 0;
            for (Servant servant : servants) {
                long said = servant.await();
                first = servant == servants.getFirst() ? said : first;
            }
            return first;
        }

        /** Has all do their errand at once; returns the time of the first. */
        final long together(long times) throws InterruptedException {
            servants.forEach(servant -> servant.order(times));
            return awaitAll();
        }

        @Override
        public void close() {
            servants.forEach(Servant::close);
            table.close();
            table.delete();
        }
    }

    private final class Starts extends Household {
        /** Seconds until it was over, and until the system had taken it apart. */
        private record Life(double over, double gone) {}

        Starts() throws IOException {}

        @Override
        void prepare() throws InterruptedException {
            Life first = once(nursery.takeCold(), System.nanoTime()); // loads what we need of our own side
            assert first.over > 0;
        }

        @Override
        public Map<String, Double> next() throws InterruptedException {
            awaitWarm();
            var warm = new Life[STARTS];
            for (int i = 0; i < STARTS; i++) {
                long begun = System.nanoTime();
                warm[i] = once(nursery.take(), begun);
            }
            awaitWarm();
            var cold = new Life[STARTS];
            for (int i = 0; i < STARTS; i++) {
                long begun = System.nanoTime();
                cold[i] = once(nursery.takeCold(), begun);
            }
            return Map.of("start-warm", median(warm, Life::over), "start-warm-gone", median(warm, Life::gone),
                    "start-cold", median(cold, Life::over), "start-cold-gone", median(cold, Life::gone));
        }

        private static double median(Life[] lives, ToDoubleFunction<Life> time) {
            return ProcessBench.median(Arrays.stream(lives).mapToDouble(time).toArray());
        }

        private static Life once(Child child, long begun) {
            child.assign(new Errands.Nothing(), question -> question, told -> {});
            int code = child.over().join().code();
            long over = System.nanoTime();
            child.exit().join();
            double gone = seconds(System.nanoTime() - begun);
            if (code != 0) {
                throw new BenchFailedException("A process that was to do nothing ended with code " + code);
            }
            return new Life(seconds(over - begun), gone);
        }
    }

    private final class Pairs extends Household {
        private final WatchedRounds recorded = new WatchedRounds(new RecordedPairs());

        Pairs() throws IOException {}

        @Override
        void prepare() throws InterruptedException {
            engage(new Errands.Pairs(1));
            warmUp(PAIRS);
            recorded.warmUp(WARM_UPS);
        }

        @Override
        public Map<String, Double> next() throws InterruptedException {
            return Map.of("mutex", seconds(together(PAIRS)) / PAIRS,
                    "mutex-recorded", recorded.next() / RecordedPairs.PAIRS);
        }

        @Override
        public void close() {
            recorded.close();
            super.close();
        }
    }

    private final class Increments extends Household {
        Increments() throws IOException {}

        @Override
        void prepare() {
            // Children come anew for each round.
        }

        @Override
        public Map<String, Double> next() throws InterruptedException {
            awaitWarm();
            table.numbers.set(0, 0);
            long begun = System.nanoTime();
            for (int party = 1; party <= CHILDREN; party++) {
                engage(new Errands.Count(party));
            }
            long first = awaitAll();
            assert first == Service.HERE;
            long ordered = System.nanoTime();
            long ownTime = together(INCREMENTS);
            double atWork = seconds(System.nanoTime() - ordered);
            assert ownTime > 0;
            long number = table.numbers.get(0);
            for (Servant servant : servants) {
                servant.dismiss();
            }
            double all = seconds(System.nanoTime() - begun);
            servants.clear();
            if (number != CHILDREN * INCREMENTS) {
                throw new BenchFailedException(number + " increments were counted and not " + CHILDREN * INCREMENTS);
            }
            awaitWarm();
            return Map.of("increments", all, "increments-at-work", atWork);
        }
    }

    private final class Messages extends Household {
        private final String name;
        private final Kind kind;
        private final long count;

        Messages(Work work, Kind kind, long count) throws IOException {
            this.name = work.id();
            this.kind = kind;
            this.count = count;
        }

        @Override
        void prepare() throws InterruptedException {
            engage(new Errands.Consume(1));
            engage(new Errands.Produce(2, kind));
            warmUp(count);
        }

        @Override
        public Map<String, Double> next() throws InterruptedException {
            return Map.of(name, (count - 1) / seconds(together(count)));
        }
    }

    private final class Trips extends Household {
        Trips() throws IOException {}

        @Override
        void prepare() throws InterruptedException {
            engage(new Errands.Trips(1));
            engage(new Errands.Echo(2));
            warmUp(TRIPS);
        }

        @Override
        public Map<String, Double> next() throws InterruptedException {
            return Map.of("pipe", seconds(together(TRIPS)) / TRIPS);
        }
    }

    private final class Pooled extends Household {
        private final WatchedRounds recorded = new WatchedRounds(new PooledTasks());

        Pooled() throws IOException {}

        @Override
        void prepare() throws InterruptedException {
            recorded.warmUp(POOL_WARM_UPS);
        }

        @Override
        public Map<String, Double> next() throws InterruptedException {
            return Map.of("imap", recorded.next());
        }

        @Override
        public void close() {
            recorded.close();
            super.close();
        }
    }
}
