package dev.potok.simulation.primitive;

import java.util.List;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Actors;

/** Actors made together. */
class MemberGroup<M extends RecordedEnvironment.Member> implements Actors {
    final Supplier<? extends Party> current;
    final List<? extends M> members;

    MemberGroup(Supplier<? extends Party> current, List<? extends M> members) {
        this.current = current;
        this.members = members;
    }

    @Override
    public final void start() {
        for (M member : members) {
            current.get().checkpoint();
            member.start();
        }
    }

    @Override
    public final void interrupt() {
        for (M member : members) {
            current.get().checkpoint();
            member.interrupt();
        }
    }

    @Override
    public final void join() {
        members.forEach(RecordedEnvironment.Member::join);
    }
}
