package dev.potok.simulation.primitive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.Access;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * What read-write locks are made of: a room for many readers or one writer, with one line in order of arrival. Whoever
 * leaves lets in the first in line, and if that is a reader also the readers right behind.
 */
abstract class SharedRoom extends Primitive {
    private final boolean reentrant;
    /** Guarded, like all below. */
    private @Nullable Party writer;
    private int writes;
    private final Map<Party, Integer> readers = new LinkedHashMap<>();
    private final ArrayDeque<Waiter<Access>> line = new ArrayDeque<>();
    /** Odd while somebody writes, and another after each write; guarded. */
    private long version = 2;

    SharedRoom(ResourceInfo info, Supplier<? extends Party> current, boolean reentrant) {
        super(info, current);
        this.reentrant = reentrant;
    }

    /** Waits until the caller is in, or until the wait ends otherwise. */
    final Waiter.End acquire(Waiter<Access> waiter, Access access) {
        Party self = waiter.party;
        guard.lock();
        try {
            if (take(self, access)) {
                return Waiter.End.GRANTED;
            }
            line.add(waiter);
            record(self, EventKind.WAIT_BEGUN, (access == Access.WRITE ? WaitSide.WRITE : WaitSide.READ).ordinal());
        } finally {
            guard.unlock();
        }
        return await(waiter);
    }

    final boolean tryAcquire(Party self, Access access) {
        guard.lock();
        try {
            return fits(self, access) && enter(self, self, access);
        } finally {
            guard.unlock();
        }
    }

    /** Lets it in if nothing is in the way, the line included. Guarded. */
    private boolean take(Party self, Access access) {
        boolean again = reentrant && (self.equals(writer) || readers.containsKey(self));
        return (line.isEmpty() || again) && fits(self, access) && enter(self, self, access);
    }

    /** Whether nobody inside is in the way. Guarded. */
    final boolean fits(Party self, Access access) {
        boolean own = reentrant && self.equals(writer);
        return own || writer == null && (access == Access.READ || readers.isEmpty());
    }

    /** Guarded. */
    private boolean enter(Party by, Party who, Access access) {
        if (access == Access.WRITE) {
            version += writes == 0 ? 1 : 0;
            writer = who;
            writes++;
        } else {
            readers.merge(who, 1, Integer::sum);
        }
        if (by.equals(who)) {
            record(by, EventKind.ACQUIRED, access.ordinal());
        }
        return true;
    }

    /** Gives it back; guarded. */
    final void leave(Party self, Access access) {
        if (access == Access.WRITE ? !self.equals(writer) : !readers.containsKey(self)) {
            throw new IllegalMonitorStateException(self.name() + " does not hold \"" + name() + "\" to "
                    + (access == Access.WRITE ? "write" : "read"));
        }
        record(self, EventKind.RELEASED, access.ordinal());
        if (access == Access.WRITE) {
            writes--;
            if (writes == 0) {
                writer = null;
                version++;
            }
        } else {
            readers.computeIfPresent(self, (who, times) -> times == 1 ? null : times - 1);
        }
        serve(self);
    }

    /** Lets in those at the head of the line, as far as they fit. Guarded. */
    private void serve(Party self) {
        Waiter<Access> first = line.peek();
        while (first != null && first.item != null && fits(first.party, first.item)) {
            line.remove();
            Access access = first.item;
            enter(self, first.party, access);
            recordFor(self, first, EventKind.ACQUIRED, access.ordinal());
            end(first, Waiter.End.GRANTED);
            first = line.peek();
        }
    }

    /** Whoever reads alone writes from now on, and nobody is let in between. Guarded. */
    final void exchangeForWrite(Party self) {
        record(self, EventKind.RELEASED, Access.READ.ordinal());
        readers.remove(self);
        enter(self, self, Access.WRITE);
    }

    /** Who left the line may have kept readers waiting behind. */
    @Override
    void left(Party self, Waiter.End how) {
        serve(self);
    }

    final long version() {
        return version;
    }

    /** Whether the caller is the only one inside, and reads. Guarded. */
    final boolean readsAlone(Party self) {
        return writer == null && readers.size() == 1 && readers.getOrDefault(self, 0) == 1;
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return line.remove(waiter);
    }

    @Override
    List<Party> owners(Waiter<?> waiter) {
        if (!guard.tryLock()) {
            return List.of(); // something happens there, so nobody is stuck
        }
        try {
            Party alone = writer;
            if (alone != null) {
                return List.of(alone);
            }
            if (waiter.item == Access.READ) { // it waits for nothing but those before it who want to write
                for (Waiter<Access> before : line) {
                    if (before.equals(waiter)) {
                        break;
                    }
                    if (before.item == Access.WRITE) {
                        return List.of(before.party);
                    }
                }
            }
            return new ArrayList<>(readers.keySet());
        } finally {
            guard.unlock();
        }
    }
}
