package dev.potok.simulation.primitive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Actor;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.RunStoppedException;
import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** A scope that fails as soon as one of its subtasks does. */
final class TaskScope extends Primitive implements Scope {
    private final Hiring hiring;
    private final Party owner;
    /** Guarded, like all below. */
    private final List<Member<?>> members = new ArrayList<>();
    private int running;
    private @Nullable Waiter<Void> waiting;
    private @Nullable Throwable failure;
    private boolean cancelled;
    private boolean joined;
    private boolean left;

    /** Makes an actor for a subtask. */
    @FunctionalInterface
    interface Hiring {
        /** An actor of that name, not started. */
        RecordedEnvironment.Member hire(String name, Body body);
    }

    TaskScope(ResourceInfo info, Supplier<? extends Party> current, Hiring hiring) {
        super(info, current);
        this.hiring = hiring;
        this.owner = current.get();
    }

    /** A subtask. Its fields are guarded by the scope. */
    private final class Member<T> implements Subtask<T> {
        private State state = State.RUNNING;
        private @Nullable T value;
        private RecordedEnvironment.@Nullable Member actor;

        @Override
        public State state() {
            guard.lock();
            try {
                return state;
            } finally {
                guard.unlock();
            }
        }

        @Override
        public T get() {
            guard.lock();
            try {
                T result = value;
                if (!joined || result == null) {
                    throw new IllegalStateException("a subtask of \"" + name() + "\" has no result: "
                            + (joined ? "it was " + state : "the scope was not joined yet"));
                }
                return result;
            } finally {
                guard.unlock();
            }
        }
    }

    private Party enterAsOwner() {
        Party self = enter();
        if (!self.equals(owner)) {
            throw new IllegalStateException("only " + owner.name() + ", who opened the scope \"" + name()
                    + "\", may do this, not " + self.name());
        }
        return self;
    }

    @Override
    public <T> Subtask<T> fork(String name, Task<T> task) {
        Party self = enterAsOwner();
        var member = new Member<T>();
        guard.lock();
        try {
            if (joined || left) {
                throw new IllegalStateException("the scope \"" + name() + "\" was joined already");
            }
            if (cancelled) {
                member.state = State.CANCELLED;
                return member;
            }
        } finally {
            guard.unlock();
        }
        RecordedEnvironment.Member actor = hiring.hire(name, body -> run(member, task, body));
        guard.lock();
        try {
            member.actor = actor;
            members.add(member);
            running++;
            record(self, EventKind.FORKED, actor.id());
        } finally {
            guard.unlock();
        }
        actor.start();
        if (isCancelled()) {
            actor.interrupt(); // the others were told before this one could hear it
        }
        return member;
    }

    private boolean isCancelled() {
        guard.lock();
        try {
            return cancelled;
        } finally {
            guard.unlock();
        }
    }

    /** What the actor of a subtask does. */
    private <T> void run(Member<T> member, Task<T> task, Actor actor) {
        @Nullable T value = null;
        @Nullable Throwable thrown = null;
        try {
            value = task.run(actor);
        } catch (RunStoppedException stopped) {
            throw stopped;
        } catch (Throwable failed) { // whatever it is, the owner is told
            thrown = failed;
        }
        if (ended(member, value, thrown)) {
            cancelOthers();
        }
    }

    /** Whether it was the one that made the scope fail. */
    private <T> boolean ended(Member<T> member, @Nullable T value, @Nullable Throwable thrown) {
        Party self = enter();
        guard.lock();
        try {
            member.value = value;
            member.state = thrown == null ? State.DONE : cancelled ? State.CANCELLED : State.FAILED;
            if (member.state == State.FAILED) {
                failure = thrown;
                cancelled = true;
            }
            running--;
            record(self, EventKind.SUBTASK_ENDED, member.state.ordinal());
            Waiter<Void> waits = waiting;
            if (running == 0 && waits != null) {
                waiting = null;
                end(waits, Waiter.End.GRANTED);
            }
            return member.state == State.FAILED;
        } finally {
            guard.unlock();
        }
    }

    /** Tells all that still run to end. */
    private void cancelOthers() {
        List<Member<?>> others;
        guard.lock();
        try {
            cancelled = true;
            others = members.stream().filter(member -> member.state == State.RUNNING).toList();
        } finally {
            guard.unlock();
        }
        for (Member<?> other : others) {
            if (other.actor != null) {
                other.actor.interrupt();
            }
        }
    }

    @Override
    public void join() throws ExecutionException, InterruptedException {
        Party self = enterAsOwner();
        boolean interrupted = self.takeInterrupt();
        if (!interrupted) {
            interrupted = awaitAll(waiter(self, null, null)) == Waiter.End.INTERRUPTED;
        }
        if (interrupted) {
            cancelOthers();
            awaitAll(waiter(self, null));
        }
        Throwable failed;
        guard.lock();
        try {
            joined = true;
            failed = failure;
        } finally {
            guard.unlock();
        }
        if (interrupted) {
            throw interrupted(self);
        }
        if (failed != null) {
            throw new ExecutionException(failed);
        }
    }

    private Waiter.End awaitAll(Waiter<Void> waiter) {
        guard.lock();
        try {
            if (running == 0) {
                return Waiter.End.GRANTED;
            }
            waiting = waiter;
            record(waiter.party, EventKind.WAIT_BEGUN, WaitSide.JOIN.ordinal());
        } finally {
            guard.unlock();
        }
        return await(waiter);
    }

    @Override
    public void close() {
        Party self = enterAsOwner();
        cancelOthers();
        awaitAll(waiter(self, null));
        guard.lock();
        try {
            if (!left) {
                left = true;
                record(self, EventKind.SCOPE_LEFT, 0);
            }
        } finally {
            guard.unlock();
        }
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        if (waiter.equals(waiting)) {
            waiting = null;
            return true;
        }
        return false;
    }
}
