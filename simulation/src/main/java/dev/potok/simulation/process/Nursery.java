package dev.potok.simulation.process;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Starts children, keeps some warm, and sees to it that none is left. Any thread may call any of this.
 *
 * <p>
 * A warm child has been started, has shaken hands, and waits for a job, so that it begins in less than a millisecond. Warm
 * ones are started one after another, and new ones for those that were taken once nobody has taken any for a moment, so
 * that whoever takes several is not slowed down by their successors.
 */
public final class Nursery implements AutoCloseable {
    private static final Duration PATIENCE = Duration
            .ofSeconds(Integer.getInteger("potok.process.patience", 20));
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Whoever has not ended by the end of its line is killed; then the system does not take long. */
    private static final long LINE_ENDS_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final long KILLED_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final ClassCache classes;
    private final MeetingPlace place;
    private final Door door;
    private final ExecutorService answering = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("potok-answer-", 1).factory());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** This and all that follow are guarded by the lock. */
    private final ArrayDeque<Child> ready = new ArrayDeque<>();
    /** All that have been started and have not ended; a process until it has come in, then a child. */
    private final Set<Process> arriving = new HashSet<>();
    private final Set<Child> children = new HashSet<>();
    private int wanted;
    private long lastTaken = System.nanoTime() - QUIET_NANOS;
    private @Nullable Thread warmer;
    private @Nullable String trouble;
    private boolean closed;

    /** That of the program, made when it is first asked for. */
    private static final class Shared {
        static final Nursery NURSERY = make();

        private static Nursery make() {
            var nursery = new Nursery(ClassCache.of(Launch.here()));
            Runtime.getRuntime().addShutdownHook(new Thread(nursery::close, "potok-nursery-close"));
            return nursery;
        }
    }

    /**
     * One of its own, which starts children so.
     *
     * @throws ProcessException if there is no place for its socket
     */
    Nursery(Launch launch) {
        this(ClassCache.of(launch, "off"));
    }

    /** The same, with their classes from there; it is made in the background. */
    Nursery(ClassCache classes) {
        this.classes = classes;
        place = MeetingPlace.make();
        try {
            door = new Door(place.socket());
        } catch (ProcessException refused) {
            place.close();
            throw refused;
        }
        if (classes.state() == CacheState.ABSENT) {
            Thread.ofPlatform().daemon().name("potok-class-cache").start(this::cache);
        }
    }

    private void cache() {
        Posix.standBack();
        classes.make(this::takeSpecial);
    }

    /**
     * Makes the cache of the children's classes if there is none, and waits meanwhile, some seconds. Otherwise it is made
     * beside whatever the first children are for.
     *
     * @return how it stands with it then
     * @throws ProcessException if there is no place for a socket
     */
    public static CacheState prepare() {
        ClassCache cache = ClassCache.of(Launch.here());
        try (var maker = new Nursery(Launch.here())) {
            cache.make(maker::takeSpecial);
        }
        return cache.state();
    }

    /**
     * The program's own, made when it is first asked for and closed at the end of the program.
     *
     * @throws ProcessException if there is no place for its socket
     */
    public static Nursery shared() {
        try {
            return Shared.NURSERY;
        } catch (ExceptionInInitializerError failed) {
            if (failed.getCause() instanceof ProcessException reason) {
                throw reason;
            }
            throw failed;
        }
    }

    /**
     * The directory in which the children of a program meet it, and in which files may be laid that concern both, under names that
     * begin with {@code run-}: no other
     * user can enter it, and it goes with the program, however that goes. In a child that of its parent.
     *
     * @throws ProcessException if there is none and none can be made
     */
    public static Path quarters() {
        Path parents = ChildMain.quarters();
        return parents != null ? parents : shared().place.folder();
    }

    /**
     * A child without a job: a warm one if one is ready, else one that is started now.
     *
     * @throws ProcessException if none can be started, or it does not come in
     */
    public Child take() {
        Child warm = takeReady();
        return warm == null ? takeCold() : warm;
    }

    /**
     * A child without a job that is started now.
     *
     * @throws ProcessException if none can be started, or it does not come in
     */
    public Child takeCold() {
        return start(false);
    }

    /**
     * A child that is started so, and may take so long to end once its line has.
     *
     * @throws ProcessException if it cannot be started, or does not come in
     */
    Child takeSpecial(Launch launch, Duration ends) {
        return start(false, launch, ends);
    }

    private @Nullable Child takeReady() {
        lock.lock();
        try {
            Child warm = ready.poll();
            while (warm != null && !warm.alive()) { // somebody else killed it, and its end is about to be told
                warm = ready.poll();
            }
            if (warm != null) {
                lastTaken = System.nanoTime();
                changed.signalAll();
            }
            return warm;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks for so many ready ones, from now on; returns at once. If one cannot be started, no more are until this is called
     * again; {@link #trouble} tells why.
     */
    public void warm(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("no fewer than 0 can be ready: " + count);
        }
        lock.lock();
        try {
            wanted = count;
            trouble = null;
            while (ready.size() > wanted) {
                ready.removeLast().end();
            }
            if (warmer == null && !closed && count > 0) {
                warmer = Thread.ofPlatform().daemon().priority(Thread.MIN_PRIORITY).name("potok-nursery-warmer")
                        .start(this::keepWarm);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many are ready now. */
    public int ready() {
        lock.lock();
        try {
            return ready.size();
        } finally {
            lock.unlock();
        }
    }

    /** Why no warm ones are started any more; empty if they are. */
    public Optional<String> trouble() {
        lock.lock();
        try {
            return Optional.ofNullable(trouble);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until at least so many are ready.
     *
     * @return whether they are; not if the time is over, they cannot be started, or this has been closed
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitReady(int count, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (ready.size() < count && trouble == null && !closed) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                long ignoredSinceLookedAtAgain = changed.awaitNanos(left);
                assert ignoredSinceLookedAtAgain <= left;
            }
            return ready.size() >= count;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all children, whatever they do, and comes back when they have gone. A second call does nothing. */
    @Override
    public void close() {
        List<Child> left;
        List<Process> strangers;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            left = List.copyOf(children);
            strangers = List.copyOf(arriving);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        door.close();
        strangers.forEach(Nursery::kill);
        left.forEach(Child::end);
        long begun = System.nanoTime();
        left.stream().filter(child -> !child.awaitEnd(LINE_ENDS_NANOS - (System.nanoTime() - begun)))
                .forEach(Child::killWithItsOwn);
        left.forEach(child -> expect(child.awaitEnd(KILLED_NANOS)));
        strangers.forEach(stranger -> expect(Child.awaitEnd(stranger, KILLED_NANOS)));
        answering.shutdown();
        place.close();
    }

    /** Sends SIGKILL. */
    static void kill(Process process) {
        Process dying = process.destroyForcibly();
        assert dying.pid() == process.pid();
    }

    /** A process that the system cannot end, as one that waits for a dead disk, cannot be waited for either. */
    private static void expect(boolean ended) {
        assert ended;
    }

    private void keepWarm() {
        try {
            while (awaitNeed()) {
                Child child = start(true);
                boolean exercised = child.exercise(PATIENCE);
                lock.lock();
                try {
                    if (exercised && !closed && children.contains(child)) {
                        ready.add(child);
                    }
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        } catch (ProcessException refused) {
            lock.lock();
            try {
                trouble = refused.getMessage();
                warmer = null;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until a warm one is to be started; not if this has been closed. */
    private boolean awaitNeed() {
        lock.lock();
        try {
            while (!closed) {
                long quiet = System.nanoTime() - lastTaken;
                try {
                    if (ready.size() >= wanted) {
                        changed.await();
                    } else if (quiet < QUIET_NANOS) {
                        long ignoredSinceLookedAtAgain = changed.awaitNanos(QUIET_NANOS - quiet);
                        assert ignoredSinceLookedAtAgain <= QUIET_NANOS;
                    } else {
                        return true;
                    }
                } catch (InterruptedException nobodyDoes) {
                    continue;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private Child start(boolean warm) {
        Launch launch = classes.launch();
        try {
            return start(warm, launch, Child.SOON);
        } catch (ProcessException failed) {
            if (classes.state() != CacheState.USED || isClosed()) {
                throw failed;
            }
            classes.giveUp(String.valueOf(failed.getMessage()));
            return start(warm, classes.launch(), Child.SOON);
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private Child start(boolean warm, Launch launch, Duration ends) {
        Door.Expected expected = door.expect();
        Process process = launch(expected, launch);
        try {
            CompletableFuture<Door.Arrival> arrival = expected.arrival();
            var lastWords = new LastWords(process, () -> arrival.completeExceptionally(
                    new ProcessException("ended with code " + process.exitValue())));
            tell(process, expected);
            Child child = new Child(process, lastWords, await(arrival, process, lastWords), warm, answering, ends);
            settle(process, child);
            return child;
        } catch (ProcessException failed) {
            kill(process);
            forget(process);
            throw failed;
        } finally {
            door.expectNoLonger(expected);
        }
    }

    private Process launch(Door.Expected expected, Launch launch) {
        lock.lock();
        try {
            if (closed) {
                throw closedAlready();
            }
            Process process = launch.start();
            arriving.add(process);
            return process;
        } catch (ProcessException refused) {
            door.expectNoLonger(expected);
            throw refused;
        } finally {
            lock.unlock();
        }
    }

    private static ProcessException closedAlready() {
        return new ProcessException("No process is started any more, for the program is ending");
    }

    /** Where we are, and what it is to show: by a way that nobody else can look into. */
    private void tell(Process process, Door.Expected expected) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream in = process.getOutputStream(); var out = new DataOutputStream(bytes)) {
            out.writeUTF(place.socket().toString());
            out.write(expected.token());
            in.write(bytes.toByteArray());
        } catch (IOException endedAlready) {
            // Its end completes the arrival with what there is to be said.
            assert endedAlready != null;
        }
    }

    private static Door.Arrival await(CompletableFuture<Door.Arrival> arrival, Process process, LastWords lastWords) {
        boolean interrupted = false;
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                try {
                    return arrival.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (TimeoutException late) {
                    if (arrival.completeExceptionally(late)) {
                        throw new ProcessException(
                                "Process " + process.pid() + " was started but did not come in within "
                                        + PATIENCE.toSeconds() + " s" + lastWords.quoted(),
                                late);
                    }
                } catch (ExecutionException died) {
                    throw new ProcessException("Process " + process.pid() + " " + reason(died)
                            + " before it came in" + lastWords.quoted(), died);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String reason(ExecutionException died) {
        Throwable cause = died.getCause();
        return String.valueOf(cause == null ? died.getMessage() : cause.getMessage());
    }

    private void settle(Process process, Child child) {
        lock.lock();
        try {
            arriving.remove(process);
            if (closed) {
                child.end();
                throw closedAlready();
            }
            children.add(child);
        } finally {
            lock.unlock();
        }
        CompletableFuture<Void> end = child.exit().thenAccept(exit -> leave(child));
        assert !end.isCompletedExceptionally();
    }

    private void leave(Child child) {
        lock.lock();
        try {
            children.remove(child);
            ready.remove(child);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forget(Process process) {
        lock.lock();
        try {
            arriving.remove(process);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
