package dev.potok.simulation.live;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.analysis.Judgement;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Processes;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.process.Nursery;
import dev.potok.simulation.run.Expectations;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.RemoteControl;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.shared.SharedWorld;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Collector;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Names;
import dev.potok.simulation.trace.Recorder;
import dev.potok.simulation.trace.RunClock;
import dev.potok.simulation.trace.Trace;

/** A scenario on real threads. Made and started by {@link #start}; everything else is in {@link Run}. */
public final class LiveRun implements Run, World {
    /** How often the control thread looks for a deadlock: on a busy core each look costs the workload up to 0.1 ms. */
    private static final long LOOK_NANOS = 40_000_000;
    /** It looks again so soon when it seems to see one, … */
    private static final long SECOND_LOOK_NANOS = 5_000_000;
    /** … and while a pause is to be reached, which nobody tells it. */
    private static final long PAUSING_LOOK_NANOS = 2_000_000;
    /** A process that was told that all is to end has so long to do so. */
    private static final long PATIENCE_NANOS = 1_500_000_000;
    /** A child and its rehearsal take some tenths of a second; nobody waits longer than this for several. */
    private static final Duration PREPARING = Duration.ofSeconds(15);
    /** Before the screen one run follows another, so children are kept ready for it once there have been any. */
    private static final int READY_FOR_THE_NEXT = 3;

    private final RunRequest request;
    private final boolean timeAsGiven;
    private final RunClock clock;
    private final Trace trace;
    private final Recorder recorder;
    private final Collector collector;
    private final Expectations expectations = new Expectations();
    private final Queue<RunActor> actors = new ConcurrentLinkedQueue<>();
    /** Actors started and not ended; not 0 before all have ended, since each is started by one that lives. */
    private final AtomicInteger living = new AtomicInteger();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();
    private final Thread control;
    /** Made with the first virtual thread; guarded by this. */
    private @Nullable Carriers carriers;
    private final DeadlockWatch deadlocks = new DeadlockWatch();
    private final AtomicInteger processes = new AtomicInteger();
    /** Whether children were asked for ahead. */
    private volatile boolean prepared;
    /** Held while a pause is reached, and while something is recorded that no actor does. */
    private final Object pauses = new Object();
    /** What is shared with other processes; written under this. */
    private volatile @Nullable SharedWorld shared;
    private volatile @Nullable Undertaker undertaker;

    /** What actors look at: whether to go on at all. One word, so that a safe point costs one load. */
    private volatile boolean halt;
    private volatile boolean pauseWanted;
    private volatile boolean stopping;
    /** By the system's clock; written before {@link #stopping}. */
    private volatile long stoppedAt;
    /** Whether some actor left before its end. */
    private volatile boolean cutShort;
    private volatile Phase phase = Phase.RUNNING;
    private volatile @Nullable RemoteControl remote;

    private LiveRun(RunRequest request) {
        this.request = request;
        this.timeAsGiven = request.hasRemote();
        this.clock = new RunClock();
        this.trace = new Trace(new Directory());
        this.recorder = new Recorder(clock);
        this.collector = new Collector(recorder, trace);
        this.control = new Thread(this::control, "potok-run-control");
        control.setDaemon(true);
    }

    /** Starts the scenario and returns at once. */
    public static LiveRun start(RunRequest request) {
        var run = new LiveRun(request);
        run.control.start();
        return run;
    }

    @Override
    public RunRequest request() {
        return request;
    }

    @Override
    public Trace trace() {
        return trace;
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public long nowNanos() {
        return phase == Phase.ENDED ? trace.endNanos() : clock.now();
    }

    @Override
    public synchronized void pause() {
        if (phase != Phase.ENDED && !stopping && !pauseWanted) {
            if (phase == Phase.RUNNING) {
                phase = Phase.PAUSING;
            }
            pauseWanted = true;
            halt = true;
            tellHalt();
            LockSupport.unpark(control);
        }
    }

    @Override
    public synchronized void resume() {
        if (pauseWanted) {
            pauseWanted = false;
            LockSupport.unpark(control);
        }
    }

    @Override
    public synchronized void stop() {
        if (phase != Phase.ENDED) {
            end();
        }
    }

    @Override
    public Optional<RemoteControl> remote() {
        return Optional.ofNullable(remote);
    }

    @Override
    public CompletableFuture<RunResult> result() {
        return result.copy();
    }

    // ---- for actors and primitives

    @Override
    public RunClock clock() {
        return clock;
    }

    @Override
    public Pace pace() {
        return request.pace();
    }

    /** The scenario has offered what actors can be told to do. */
    void openRemote(RemoteControl control) {
        remote = control;
    }

    @Override
    public boolean haltRequested() {
        return halt;
    }

    /** Actors that are told what to do take it as it is: who tells them is no quicker flat out. */
    @Override
    public long sleepNanos(Duration asked) {
        return timeAsGiven ? asked.toNanos() : request.pace().sleepNanos(asked);
    }

    @Override
    public boolean stopping() {
        return stopping;
    }

    @Override
    public Recorder.Lane openLane(int owner) {
        return recorder.open(owner);
    }

    @Override
    public synchronized Carriers carriers() {
        Carriers known = carriers;
        if (known == null) {
            known = new Carriers(trace.directory(), recorder.openShared(Carriers.parallelism()));
            carriers = known;
        }
        return known;
    }

    @Override
    public int nice() {
        return request.nice();
    }

    @Override
    public Names names() {
        return trace.directory();
    }

    @Override
    public void exit(int code) {
        throw new IllegalStateException("only a process ends with an exit code");
    }

    @Override
    public void onTerminate(LiveActor actor, Body cleanup) {
        throw new IllegalStateException("only a process of the run is terminated");
    }

    boolean timeAsGiven() {
        return timeAsGiven;
    }

    // ---- processes

    /** Made with the first process, or the first primitive for one. */
    @Override
    public SharedWorld shared() {
        SharedWorld known = shared;
        return known != null ? known : makeShared();
    }

    private synchronized SharedWorld makeShared() {
        SharedWorld known = shared;
        if (known == null) {
            known = SharedWorld.create(Nursery.quarters(), trace.directory(), clock, LiveActor::current, this::party);
            known.halt(halt, stopping);
            shared = known;
            undertaker = Undertaker.start(this);
            if (request.attended()) {
                Nursery.shared().warm(READY_FOR_THE_NEXT);
            }
        }
        return known;
    }

    Undertaker undertaker() {
        return Objects.requireNonNull(undertaker);
    }

    private @Nullable Party party(int actor) {
        return actors.stream().filter(each -> each.id() == actor).findFirst().orElse(null);
    }

    String actorName(int actor) {
        return trace.directory().actor(actor).name();
    }

    Recorder.Adopted adopt(MemorySegment ring, int owner, Runnable released) {
        return recorder.adopt(ring, owner, released);
    }

    /** The calling actor stands still until so many children are ready, or it is clear that they will not be. */
    void prepare(int children) {
        prepared = true;
        LiveActor.current().standingStill(() -> {
            Nursery.shared().warm(children);
            try {
                return Nursery.shared().awaitReady(children, PREPARING);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    /** Adds a process made by the calling actor. */
    ProcessActor addProcess(String name, String group, int index, Processes.Start how, Body body) {
        LiveActor parent = LiveActor.current();
        ActorInfo info = trace.directory().addActor(name, group, ActorKind.PROCESS, parent.id());
        var actor = new ProcessActor(this, info, index, processes.incrementAndGet(), how, body);
        actors.add(actor);
        parent.recordCreationOf(actor);
        return actor;
    }

    void addGuest(GuestActor guest) {
        actors.add(guest);
    }

    /** The processes there are and were. */
    List<ProcessActor> processes() {
        return processes.get() == 0 ? List.of()
                : actors.stream().filter(ProcessActor.class::isInstance).map(ProcessActor.class::cast).toList();
    }

    /** Does something that is recorded, and so not while time stands. */
    void whileGoing(Runnable action) {
        synchronized (pauses) {
            while (phase == Phase.PAUSED && !stopping) {
                try {
                    pauses.wait();
                } catch (InterruptedException nobodyInterruptsThis) {
                    continue;
                }
            }
            action.run();
        }
    }

    /** Tells other processes whether to go on. Guarded by this. */
    private void tellHalt() {
        SharedWorld world = shared;
        if (world != null) {
            world.halt(halt, stopping);
        }
    }

    Expectations expectations() {
        return expectations;
    }

    /** Adds an actor made by the calling one. */
    LiveActor addActor(String name, String group, int index, ActorKind kind, Body body) {
        LiveActor parent = LiveActor.current();
        LiveActor actor = newActor(name, group, index, kind, body, parent.id());
        parent.recordCreationOf(actor);
        return actor;
    }

    private LiveActor newActor(String name, String group, int index, ActorKind kind, Body body, int parent) {
        ActorInfo info = trace.directory().addActor(name, group, kind, parent);
        var actor = new LiveActor(this, info, index, body);
        actors.add(actor);
        return actor;
    }

    /** What is thrown on the way out of a stopped run is no failure of the scenario's. */
    @Override
    public void failed(LiveActor actor, Throwable thrown) {
        if (stopping) {
            cutShort = true;
            return;
        }
        var failure = new Failure(actor.name(), actor.line(), thrown);
        failures.add(failure);
        actor.record(EventKind.ACTOR_FAILED, 0, trace.directory().idOf(failure.summary()), Long.MIN_VALUE);
    }

    /** Time on cores of all actors there are and were; asks the system for each that lives. */
    long actorsNanos() {
        return actors.stream().mapToLong(RunActor::spentNanos).sum();
    }

    int livingActors() {
        return living.get();
    }

    /** Time on cores so far of the threads that steer and collect. */
    long ownNanos() {
        return ProcessorTime.of(collector.threadId()) + ProcessorTime.of(control.threadId());
    }

    @Override
    public void cutShort() {
        cutShort = true;
    }

    @Override
    public void actorStarts() {
        living.incrementAndGet();
    }

    @Override
    public void actorEnded(LiveActor actor) {
        actorEnded();
    }

    /** An actor of whatever kind has ended. */
    void actorEnded() {
        if (living.decrementAndGet() == 0) {
            LockSupport.unpark(control);
        }
    }

    // ---- the control thread

    private void control() {
        RunResult came;
        boolean collected = false;
        try {
            Outcome outcome = runToEnd();
            collector.end();
            collected = true;
            close();
            came = Judgement.of(outcome, trace, expectations, failures);
        } catch (Throwable broken) { // no memory for a thread, say: the result must come, whatever happens
            end();
            joinThreads();
            if (!collected) {
                endCollecting();
            }
            came = Judgement.broken(trace, expectations, failures, broken);
        }
        if (prepared && !request.attended()) {
            Nursery.shared().warm(0);
        }
        synchronized (this) {
            phase = Phase.ENDED; // from here on nobody tells other processes anything
        }
        SharedWorld world = shared;
        if (world != null) {
            try {
                world.close(); // last of all: promises are judged by what lies there
            } catch (RuntimeException left) {
                came = Judgement.broken(trace, expectations, failures, left);
            }
        }
        result.complete(came);
    }

    /** Completes the trace of a run that broke, as far as that can still be done. */
    private void endCollecting() {
        try {
            collector.end();
            close();
        } catch (InterruptedException nobodyInterruptsThis) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing records any more, and all is collected. */
    private void close() {
        recorder.close();
    }

    private Outcome runToEnd() {
        Recorder.Lane lane = openLane(0);
        int cores = Runtime.getRuntime().availableProcessors();
        lane.record(EventKind.RUN_STARTED, 0, 0, 0, cores);
        LiveActor main = newActor("main", "main", 0, ActorKind.PLATFORM_THREAD,
                self -> request.scenario().run(new LiveEnvironment(this), request.settings()), 0);
        lane.record(EventKind.ACTOR_CREATED, main.id(), -1, 0, 0, 0, Long.MIN_VALUE);
        main.start();

        boolean deadlocked = false;
        LoadSampler sampler = LoadSampler.start(this);
        try (sampler) {
            List<Object> stuckBefore = List.of();
            boolean suspicious = false;
            while (!allEnded()) {
                LockSupport.parkNanos(this, phase == Phase.PAUSING ? PAUSING_LOOK_NANOS
                        : stuckBefore.isEmpty() && !suspicious ? LOOK_NANOS : SECOND_LOOK_NANOS);
                steerPause(lane, sampler);
                if (stopping) {
                    actors.forEach(RunActor::nudge);
                    if (System.nanoTime() - stoppedAt > PATIENCE_NANOS) {
                        processes().forEach(ProcessActor::kill);
                    }
                } else if (!halt) {
                    suspicious = deadlocks.look(actors, lane);
                    List<Object> stuck = allStuck();
                    if (!stuck.isEmpty() && DeadlockWatch.same(stuck, stuckBefore)) {
                        deadlocked = true;
                        end();
                    }
                    stuckBefore = stuck;
                }
            }
            steerPause(lane, sampler); // all may have left a pause that was stopped before the last look
        }
        joinThreads();
        processes().stream().map(ProcessActor::unforgiven).filter(Objects::nonNull).map(Objects::requireNonNull)
                .forEach(failures::add);
        Outcome outcome = !failures.isEmpty() ? Outcome.FAILED
                : deadlocked ? Outcome.DEADLOCKED : cutShort ? Outcome.STOPPED : Outcome.COMPLETED;
        lane.record(EventKind.RUN_FINISHED, 0, 0, 0, outcome.ordinal());
        clock.pause(); // run time ends here, whatever time the verdict takes
        return outcome;
    }

    private boolean allEnded() {
        return living.get() == 0;
    }

    /** What each living actor waits for without an end in sight; empty if some actor does not. */
    private List<Object> allStuck() {
        var waits = new ArrayList<>();
        for (RunActor actor : actors) {
            if (actor.started() && !actor.ended()) {
                Object stuckOn = actor.stuckOn();
                if (stuckOn == null) {
                    return List.of();
                }
                waits.add(stuckOn);
            }
        }
        return waits;
    }

    private synchronized void steerPause(Recorder.Lane lane, LoadSampler sampler) {
        if (phase == Phase.PAUSING && pauseWanted && !stopping && actors.stream().allMatch(RunActor::still)) {
            synchronized (pauses) {
                sampler.whileSilent(() -> {
                    lane.record(EventKind.RUN_PAUSED, 0, 0, 0, 0);
                    clock.pause();
                });
                phase = Phase.PAUSED;
            }
        }
        if (phase != Phase.RUNNING && (!pauseWanted || stopping)) {
            boolean stood = phase == Phase.PAUSED;
            clock.resume();
            if (stood) {
                lane.record(EventKind.RUN_RESUMED, 0, 0, 0, 0);
            }
            letGo();
        }
    }

    /** Guarded by this. */
    private void letGo() {
        if (!stopping && !pauseWanted) {
            halt = false;
        }
        tellHalt();
        if (!pauseWanted) {
            phase = Phase.RUNNING;
            synchronized (pauses) {
                pauses.notifyAll();
            }
        }
        actors.forEach(RunActor::nudge);
    }

    /** Lets every actor leave at its next safe point. */
    private synchronized void end() {
        pauseWanted = false;
        halt = true; // first, so that one who sees that it is stopped also sees that it must not go on
        if (!stopping) {
            stoppedAt = System.nanoTime();
        }
        stopping = true;
        tellHalt();
        synchronized (pauses) {
            pauses.notifyAll();
        }
        actors.forEach(RunActor::hurry);
        LockSupport.unpark(control);
    }

    private void joinThreads() {
        actors.forEach(RunActor::awaitGone);
        Undertaker last = undertaker;
        if (last != null) {
            last.end();
        }
    }
}
