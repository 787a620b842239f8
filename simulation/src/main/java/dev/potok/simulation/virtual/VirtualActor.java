package dev.potok.simulation.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Actor;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.RunStoppedException;
import dev.potok.simulation.environment.SourceLine;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.ProcessExit;
import dev.potok.simulation.primitive.ProcessMember;
import dev.potok.simulation.primitive.Wait;
import dev.potok.simulation.primitive.Waiter;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.EventKind;

/** An actor on a virtual core. All of it belongs to whoever has the baton. */
final class VirtualActor implements Actor, ProcessMember {
    /** Modelled, like all of it. */
    private static final long FIRST_PID = 1000;

    private final VirtualRun run;
    private final Scheduler scheduler;
    private final ActorInfo info;
    private final int index;
    private final Body body;
    /** The body as it goes to a process of its own; null for a thread. */
    private byte @Nullable [] copied;
    /** How its process ended, -1 before. */
    private int exitCode = -1;
    private final List<Runnable> whenEnded = new ArrayList<>();
    private final SourceLine.Marker marker = new SourceLine.Marker();
    private final Thread thread;
    private final Baton baton;
    private final List<VirtualActor> joiners = new ArrayList<>();
    private boolean started;
    private boolean threadStarted;
    private boolean ended;
    private boolean interrupted;
    private boolean dismissed;
    private @Nullable Wait waiter;
    private @Nullable VirtualActor joining;

    /** The scheduler's: the core it has, -1 for none, and the one it had last. */
    int core = -1;
    int lastCore = -1;
    /** The scheduler's: when it has used up its turn on the core. */
    long sliceEnd;
    /** The scheduler's: whether it stands still until it is woken or its time has come. */
    boolean still;
    /** The scheduler's: whether it needs no core until {@link #dueNanos}. */
    boolean resting;
    /** The {@link DueLine}'s. */
    long dueNanos;
    /** The {@link DueLine}'s. */
    long dueSerial;
    /** The {@link DueLine}'s. */
    int duePlace;

    VirtualActor(VirtualRun run, Scheduler scheduler, ActorInfo info, int index, Body body) {
        this.run = run;
        this.scheduler = scheduler;
        this.info = info;
        this.index = index;
        this.body = body;
        this.thread = Thread.ofVirtual().name("potok-" + info.name()).unstarted(this::live);
        this.baton = new Baton(thread);
    }

    Thread thread() {
        return thread;
    }

    Baton baton() {
        return baton;
    }

    /** Whether its thread was started and its body has not ended. */
    boolean alive() {
        return threadStarted && !ended;
    }

    /** Whether it was started and has not ended, be it on a thread yet or not. */
    boolean unfinished() {
        return started && !ended;
    }

    /** Gives it the baton. */
    void takeBaton() {
        if (threadStarted) {
            baton.give();
        } else {
            threadStarted = true;
            thread.start();
        }
    }

    // ---- life

    private void live() {
        SourceLine.bindVirtualThread(marker);
        try {
            record(EventKind.ACTOR_STARTED, 0, 0);
            body().run(this);
            checkpoint();
            record(EventKind.ACTOR_FINISHED, 0, 0);
            exitCode = 0;
        } catch (ProcessExit exit) {
            record(EventKind.ACTOR_FINISHED, 0, 0);
            exitCode = exit.code();
        } catch (RunStoppedException stopped) {
            if (dismissed && !run.stopping()) {
                record(EventKind.ACTOR_FINISHED, 0, 0);
            } else {
                run.cutShort();
            }
        } catch (Throwable thrown) { // whatever an actor throws must be seen, errors included
            exitCode = 1;
            run.failed(this, thrown);
        } finally {
            if (isProcess() && exitCode >= 0) {
                record(EventKind.PROCESS_EXITED, 0, exitCode);
            }
            ended = true;
            whenEnded.forEach(Runnable::run);
            joiners.forEach(scheduler::wake);
            scheduler.leave(this);
        }
    }

    @Override
    public void start() {
        if (started) {
            throw new IllegalStateException("the actor \"" + info.name() + "\" was started already");
        }
        if (isProcess()) {
            VirtualActor by = run.current();
            byte[] bytes = run.copies().pack(body);
            by.record(EventKind.SERIALIZED, 0, bytes.length);
            copied = bytes;
            scheduler.record(EventKind.PROCESS_STARTED, id(), -1, 0, by.line(), pid());
        }
        started = true;
        scheduler.ready(this);
    }

    boolean isProcess() {
        return info.kind() == ActorKind.PROCESS;
    }

    /** What it is to do; of a process, a copy of it. */
    private Body body() {
        byte[] bytes = copied;
        if (bytes == null) {
            return body;
        }
        record(EventKind.DESERIALIZED, 0, bytes.length);
        return (Body) run.copies().unpack(bytes);
    }

    // ---- of a process

    @Override
    public long pid() {
        return FIRST_PID + (isProcess() ? id() : 0);
    }

    @Override
    public void exit(int code) {
        mustBeProcess("exit");
        throw new ProcessExit(code);
    }

    @Override
    public void onTerminate(Body cleanup) {
        mustBeProcess("onTerminate"); // and nobody sends it signals
    }

    private void mustBeProcess(String call) {
        if (!isProcess()) {
            throw new IllegalStateException(call + "() is for a process, and \"" + name() + "\" is a thread");
        }
    }

    @Override
    public boolean isAlive() {
        return unfinished();
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public int exitCode() {
        run.current().checkpoint();
        if (exitCode < 0) {
            throw new IllegalStateException("\"" + name() + "\" has not ended, so it has no exit code");
        }
        forgive();
        return exitCode;
    }

    @Override
    public void forgive() {
        run.forgive(this);
    }

    @Override
    public boolean takesSignals() {
        return false;
    }

    @Override
    public void signal(int signal) {
        throw new IllegalStateException("a process of the virtual machine takes no signals: run it live");
    }

    @Override
    public boolean joinUntil(long dueNanos) {
        VirtualActor joiner = run.current();
        joiner.checkpoint();
        joiner.record(EventKind.JOIN_BEGUN, 0, id());
        joiners.add(joiner);
        while (!ended && !scheduler.isPast(dueNanos)) {
            scheduler.block(joiner, dueNanos);
        }
        joiners.remove(joiner);
        joiner.record(ended ? EventKind.JOIN_ENDED : EventKind.WAIT_ENDED, 0, ended ? id() : 1);
        return ended;
    }

    @Override
    public void onEnd(Runnable action) {
        whenEnded.add(action);
    }

    @Override
    public byte[] pack(Object object) {
        return run.copies().pack(object);
    }

    @Override
    public Object unpack(byte[] bytes) {
        return run.copies().unpack(bytes);
    }

    @Override
    public void join() {
        VirtualActor joiner = run.current();
        joiner.checkpoint();
        joiner.record(EventKind.JOIN_BEGUN, 0, id());
        if (!ended) {
            joiners.add(joiner);
            joiner.joining = this;
            run.watch(joiner);
            while (!ended) {
                scheduler.block(joiner, Long.MAX_VALUE); // an interrupt may wake it, but it has nowhere to go
            }
            joiner.joining = null;
        }
        joiner.record(EventKind.JOIN_ENDED, 0, id());
    }

    @Override
    public void interrupt() {
        if (started && !ended) {
            VirtualActor by = run.current();
            scheduler.record(EventKind.INTERRUPTED, id(), -1, 0, by.line(), by.id());
            interruptNow();
        }
    }

    // ---- what a primitive asks for

    @Override
    public boolean takeInterrupt() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    @Override
    public long due(Duration timeout) {
        return scheduler.after(run.sleepNanos(timeout));
    }

    @Override
    public @Nullable Wait waiter() {
        return waiter;
    }

    @Override
    public @Nullable Party joining() {
        return joining;
    }

    @Override
    public int id() {
        return info.id();
    }

    @Override
    public String name() {
        return info.name();
    }

    @Override
    public int line() {
        return marker.line();
    }

    @Override
    public void checkpoint() {
        scheduler.operation(this);
    }

    @Override
    public long record(EventKind kind, int resource, long argument, long lastNanos) {
        return scheduler.record(kind, id(), core, resource, line(), argument);
    }

    @Override
    public long recordFor(int waiting, int line, EventKind kind, int resource, long argument, long lastNanos) {
        return scheduler.record(kind, waiting, -1, resource, line, argument);
    }

    @Override
    public void await(Wait waitsFor) {
        waiter = waitsFor;
        run.watch(this);
        boolean cancellable = true;
        while (!waitsFor.ended()) {
            leaveIfDismissed();
            boolean told = waitsFor.interruptible() && interrupted;
            if (cancellable && (told || scheduler.isPast(waitsFor.dueNanos()))) {
                cancellable = false;
                if (waitsFor.cancel(told ? Waiter.End.INTERRUPTED : Waiter.End.TIMED_OUT)) {
                    interrupted &= !told;
                }
            } else {
                scheduler.block(this, cancellable ? waitsFor.dueNanos() : Long.MAX_VALUE);
            }
        }
        waiter = null;
    }

    @Override
    public void wake() {
        scheduler.wake(this);
    }

    @Override
    public boolean restEnds() {
        return resting;
    }

    @Override
    public void awaitRest(List<? extends Party> others) {
        scheduler.awaitRest(this);
        scheduler.publish();
    }

    @Override
    public void awaitOutside(BooleanSupplier there) {
        run.awaitOutside(there);
    }

    @Override
    public void nudge() {
        run.nudge();
    }

    @Override
    public void pass(Duration time) {
        checkpoint();
        record(EventKind.SLEEP_BEGUN, 0, time.toNanos());
        scheduler.rest(this, run.sleepNanos(time));
        record(EventKind.SLEEP_ENDED, 0, 0);
    }

    @Override
    public void interruptNow() {
        interrupted = true;
        Wait waits = waiter;
        if (waits == null ? joining == null : waits.interruptible()) {
            scheduler.wake(this);
        }
    }

    @Override
    public void dismiss() {
        dismissed = true;
        scheduler.wake(this);
    }

    private void leaveIfDismissed() {
        if (dismissed) {
            waiter = null;
            throw new RunStoppedException();
        }
    }

    /** Records what it does or what happens to it. */
    void record(EventKind kind, int resource, long argument) {
        scheduler.record(kind, id(), core, resource, line(), argument);
    }

    // ---- what a scenario calls

    @Override
    public int index() {
        return index;
    }

    @Override
    public void work(long units) {
        checkpoint();
        record(EventKind.WORK_BEGUN, 0, units);
        scheduler.spend(this, scheduler.nanosOf(units));
        record(EventKind.WORK_ENDED, 0, units);
    }

    @Override
    public <T> T work(long units, Supplier<T> computation) {
        checkpoint();
        record(EventKind.WORK_BEGUN, 0, units);
        scheduler.publish();
        T result = computation.get();
        scheduler.spend(this, scheduler.nanosOf(units));
        record(EventKind.WORK_ENDED, 0, units);
        return result;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        checkpoint();
        if (!interrupted) {
            record(EventKind.SLEEP_BEGUN, 0, duration.toNanos());
            scheduler.rest(this, run.sleepNanos(duration));
            leaveIfDismissed();
            record(EventKind.SLEEP_ENDED, 0, 0);
        }
        if (takeInterrupt()) {
            throw new InterruptedException(name() + " was interrupted in its sleep");
        }
    }

    @Override
    public boolean interrupted() {
        return takeInterrupt();
    }

    @Override
    public void inNativeFrame(Step step) throws Exception {
        step.run(); // there are no carriers here that it could keep
    }

    @Override
    public <T> T io(String label, Callable<T> call) throws Exception {
        checkpoint();
        record(EventKind.IO_BEGUN, 0, run.trace().directory().idOf(label));
        scheduler.publish();
        T result;
        try {
            result = run.call(call);
        } catch (Exception failed) {
            endCall();
            throw failed;
        }
        endCall();
        return result;
    }

    /** The call took no virtual time; the time it stands for passes now. */
    private void endCall() {
        long until = scheduler.after(scheduler.callNanos());
        while (!scheduler.isPast(until)) {
            scheduler.block(this, until); // an interrupt does not shorten it
        }
        record(EventKind.IO_ENDED, 0, 0);
    }

    @Override
    public void print(String line) {
        checkpoint();
        record(EventKind.PRINTED, 0, run.trace().directory().idOf(line));
    }
}
