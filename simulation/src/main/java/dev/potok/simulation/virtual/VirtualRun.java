package dev.potok.simulation.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.analysis.Judgement;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.RunStoppedException;
import dev.potok.simulation.primitive.Copies;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.WaitCircle;
import dev.potok.simulation.run.Expectations;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.RemoteControl;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

/**
 * A scenario on virtual cores. Made and started by {@link #start}; everything else is in {@link Run}.
 *
 * <p>
 * Equal requests leave equal traces, byte for byte; a pause in between makes no difference, a stop cuts them short. It
 * runs as fast as it can: {@link #nowNanos} is virtual time and says nothing about the clock on the wall.
 */
public final class VirtualRun implements Run {
    private final RunRequest request;
    private final boolean timeAsGiven;
    private final Trace trace = new Trace(new Directory());
    private final Expectations expectations = new Expectations();
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();

    /** Owned by whoever has the baton, like the two below. Set by the control thread before anything happens. */
    private @Nullable Scheduler scheduler;
    private final List<VirtualActor> actors = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    /** Of processes, by actor: nobody has asked yet how they ended. */
    private final Map<Integer, Failure> processFailures = new TreeMap<>();
    private final Copies copies = new Copies();
    private boolean cutShort;
    private int circles;

    /** What the acting one looks at: whether to go on at all. One word, so that a safe point costs one load. */
    private volatile boolean halt;
    private volatile boolean stopping;
    private volatile Phase phase = Phase.RUNNING;
    private volatile @Nullable RemoteControl remote;
    /** Guarded by this. */
    private boolean pauseWanted;
    /** The thread that is in a blocking call of the system; guarded by this. */
    private @Nullable Thread calling;

    private VirtualRun(RunRequest request) {
        this.request = request;
        this.timeAsGiven = request.hasRemote();
    }

    /** Starts the scenario and returns at once. */
    public static Run start(RunRequest request) {
        var run = new VirtualRun(request);
        var control = new Thread(run::control, "potok-virtual-control");
        control.setDaemon(true);
        control.start();
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
        return trace.endNanos();
    }

    @Override
    public synchronized void pause() {
        if (phase == Phase.RUNNING && !stopping) {
            phase = Phase.PAUSING;
            pauseWanted = true;
            halt = true;
            notifyAll(); // of one who waits for something from outside
        }
    }

    @Override
    public synchronized void resume() {
        if (pauseWanted && !stopping) {
            pauseWanted = false;
            halt = false;
            phase = Phase.RUNNING;
            notifyAll();
        }
    }

    @Override
    public synchronized void stop() {
        if (phase != Phase.ENDED) {
            endSoon();
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

    // ---- for the acting one

    Pace pace() {
        return request.pace();
    }

    /**
     * How long a sleep or a time-out lasts. Actors that are told what to do take it as it is: who tells them is no quicker
     * flat out.
     */
    long sleepNanos(Duration asked) {
        return timeAsGiven ? asked.toNanos() : request.pace().sleepNanos(asked);
    }

    /** The scenario has offered what actors can be told to do. */
    void openRemote(RemoteControl control) {
        remote = control;
    }

    /**
     * The acting one stands still, and virtual time with it, until that holds.
     *
     * @throws RunStoppedException if the run is stopped
     */
    void awaitOutside(BooleanSupplier there) {
        machine().publish();
        synchronized (this) {
            while (!stopping && (pauseWanted || !there.getAsBoolean())) {
                if (pauseWanted) {
                    phase = Phase.PAUSED;
                }
                try {
                    wait();
                } catch (InterruptedException meantForACallThatIsOver) {
                    continue;
                }
            }
        }
        if (stopping) {
            throw new RunStoppedException();
        }
    }

    /** Something may have come from outside; any thread. */
    synchronized void nudge() {
        notifyAll();
    }

    Expectations expectations() {
        return expectations;
    }

    boolean stopping() {
        return stopping;
    }

    /**
     * The actor whose thread this is.
     *
     * @throws IllegalStateException on any other thread
     */
    VirtualActor current() {
        Scheduler machine = scheduler;
        VirtualActor running = machine == null ? null : machine.running();
        if (running == null || !running.thread().equals(Thread.currentThread())) {
            throw new IllegalStateException("only an actor of the run may do this, not the thread \""
                    + Thread.currentThread().getName() + "\"");
        }
        return running;
    }

    /**
     * Between two choices: stands still while the run is paused.
     *
     * @throws RunStoppedException if it is stopped
     */
    void holdOrStop() {
        if (halt) {
            hold();
        }
    }

    private void hold() {
        if (!stopping) {
            machine().publish();
        }
        synchronized (this) {
            while (pauseWanted && !stopping) {
                phase = Phase.PAUSED;
                try {
                    wait();
                } catch (InterruptedException meantForACallThatIsOver) {
                    continue;
                }
            }
        }
        if (stopping) {
            throw new RunStoppedException();
        }
    }

    /** Makes a blocking call that {@link #stop} can interrupt. */
    <T> T call(Callable<T> call) throws Exception {
        synchronized (this) {
            calling = Thread.currentThread();
        }
        try {
            return call.call();
        } finally {
            synchronized (this) {
                calling = null;
            }
        }
    }

    /** Adds an actor made by the calling one. */
    VirtualActor addActor(String name, String group, int index, ActorKind kind, Body body) {
        VirtualActor parent = current();
        parent.checkpoint();
        VirtualActor actor = newActor(name, group, index, kind, body, parent.id());
        machine().record(EventKind.ACTOR_CREATED, actor.id(), -1, 0, parent.line(), parent.id());
        return actor;
    }

    private VirtualActor newActor(String name, String group, int index, ActorKind kind, Body body, int parent) {
        ActorInfo info = trace.directory().addActor(name, group, kind, parent);
        var actor = new VirtualActor(this, machine(), info, index, body);
        actors.add(actor);
        return actor;
    }

    void failed(VirtualActor actor, Throwable thrown) {
        if (stopping) {
            cutShort = true; // thrown on the way out
            return;
        }
        var failure = new Failure(actor.name(), actor.line(), thrown);
        if (actor.isProcess()) {
            processFailures.put(actor.id(), failure);
        } else {
            failures.add(failure);
        }
        actor.record(EventKind.ACTOR_FAILED, 0, trace.directory().idOf(failure.summary()));
    }

    /** That actor is about to wait: says so if it closes a circle. Exact, since nobody else acts meanwhile. */
    void watch(VirtualActor waiting) {
        List<Party> circle = WaitCircle.through(waiting);
        if (!circle.isEmpty()) {
            circles++;
            for (Party member : circle) {
                machine().record(EventKind.DEADLOCKED, member.id(), -1, WaitCircle.resource(member), member.line(),
                        circles);
            }
        }
    }

    /** Somebody has asked how that process ended: he will know what to do. */
    void forgive(VirtualActor process) {
        processFailures.remove(process.id());
    }

    /** How objects go from one process to another. */
    Copies copies() {
        return copies;
    }

    void cutShort() {
        cutShort = true;
    }

    private Scheduler machine() {
        Scheduler machine = scheduler;
        if (machine == null) {
            throw new IllegalStateException("the run has not begun");
        }
        return machine;
    }

    // ---- the control thread

    private void control() {
        try {
            var machine = new Scheduler(this, trace, request.cores(), request.seed(), request.pace());
            scheduler = machine;
            machine.record(EventKind.RUN_STARTED, 0, -1, 0, 0, request.cores());
            VirtualActor main = newActor("main", "main", 0, ActorKind.PLATFORM_THREAD,
                    self -> request.scenario().run(new VirtualEnvironment(this), request.settings()), 0);
            machine.record(EventKind.ACTOR_CREATED, main.id(), -1, 0, 0, 0);
            main.start();
            machine.run();

            boolean someLeft = actors.stream().anyMatch(VirtualActor::unfinished);
            boolean deadlocked = someLeft && !stopping;
            letAllGo(machine);
            failures.addAll(processFailures.values());
            Outcome outcome = !failures.isEmpty() ? Outcome.FAILED
                    : deadlocked ? Outcome.DEADLOCKED : cutShort || someLeft ? Outcome.STOPPED : Outcome.COMPLETED;
            machine.record(EventKind.RUN_FINISHED, 0, -1, 0, 0, outcome.ordinal());
            trace.finish();
            end(Judgement.of(outcome, trace, expectations, failures));
        } catch (Throwable broken) { // the result must come, whatever happens
            trace.finish();
            end(Judgement.broken(trace, expectations, failures, broken));
        }
    }

    /** Lets all who still stand somewhere leave, one after another, and waits until their threads are gone. */
    private void letAllGo(Scheduler machine) {
        synchronized (this) {
            endSoon();
        }
        for (int i = 0; i < actors.size(); i++) {
            if (actors.get(i).alive()) {
                machine.unwind(actors.get(i));
            }
        }
        for (VirtualActor actor : actors) {
            boolean gone = actor.thread().getState() == Thread.State.NEW;
            while (!gone) {
                try {
                    actor.thread().join();
                    gone = true;
                } catch (InterruptedException nobodyInterruptsThis) {
                    continue;
                }
            }
        }
    }

    /** Guarded by this. */
    private void endSoon() {
        stopping = true;
        halt = true;
        pauseWanted = false;
        notifyAll();
        if (calling != null) {
            calling.interrupt();
        }
    }

    private synchronized void end(RunResult came) {
        phase = Phase.ENDED;
        result.complete(came);
    }

    /** The threads of its actors, for tests; to be asked once it has ended. */
    List<Thread> threads() {
        return actors.stream().map(VirtualActor::thread).toList();
    }
}
