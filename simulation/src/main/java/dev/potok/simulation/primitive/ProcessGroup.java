package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Processes;

/** Processes made together. */
final class ProcessGroup extends MemberGroup<ProcessMember> implements Processes {
    ProcessGroup(Supplier<? extends Party> current, List<? extends ProcessMember> members) {
        super(current, members);
    }

    @Override
    public void terminate() {
        signal(ProcessMember.TERMINATE);
    }

    @Override
    public void kill() {
        signal(ProcessMember.KILL);
    }

    private void signal(int signal) {
        for (ProcessMember member : members) {
            current.get().checkpoint();
            member.signal(signal);
        }
    }

    @Override
    public long pid(int index) {
        return members.get(index).pid();
    }

    @Override
    public boolean isAlive(int index) {
        return members.get(index).isAlive();
    }

    @Override
    public int exitCode(int index) {
        return members.get(index).exitCode();
    }

    @Override
    public boolean join(Duration timeout) {
        long due = current.get().due(timeout);
        for (ProcessMember member : members) {
            if (!member.joinUntil(due)) {
                return false;
            }
        }
        return true;
    }
}
