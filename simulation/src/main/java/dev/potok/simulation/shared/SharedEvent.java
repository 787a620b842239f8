package dev.potok.simulation.shared;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Event;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * A lamp that processes see.
 *
 * <pre>
 * 32  int   1 if it is on
 * 40  long  how often it was set
 * </pre>
 */
final class SharedEvent extends SharedPrimitive implements Event {
    private static final long ON = OWN;
    private static final long SETS = OWN + 8;
    static final long BYTES = OWN + 16;

    SharedEvent(SharedWorld world, ResourceInfo info, long base) {
        super(world, info, base);
    }

    @Override
    public void set() {
        Party self = enter();
        lock(self);
        try {
            if (word(ON) == 0) {
                long sets = longWord(SETS) + 1;
                record(self, EventKind.SET, count(world.roster()::waits));
                longWord(SETS, sets);
                word(ON, 1);
                letGo();
            }
        } finally {
            unlock(self);
        }
    }

    /** Guarded. */
    private void letGo() {
        for (int seat = first(resource(), WaitSide.ENTER); seat != 0; seat = first(resource(), WaitSide.ENTER)) {
            world.roster().number(seat, longWord(SETS));
            end(seat, Roster.GRANTED);
        }
    }

    @Override
    public void clear() {
        Party self = enter();
        lock(self);
        try {
            if (word(ON) == 1) {
                record(self, EventKind.CLEARED, 0);
                word(ON, 0);
            }
        } finally {
            unlock(self);
        }
    }

    @Override
    public boolean isSet() {
        enter();
        return word(ON) == 1;
    }

    @Override
    public void await() throws InterruptedException {
        pass(null);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return pass(timeout);
    }

    private boolean pass(@Nullable Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        SharedWait wait;
        lock(self);
        try {
            if (word(ON) == 1) {
                record(self, EventKind.PASSED, longWord(SETS));
                return true;
            }
            wait = join(self, resource(), WaitSide.ENTER, 0, true, timeout);
        } finally {
            unlock(self);
        }
        if (await(self, wait) != Roster.GRANTED) {
            return false;
        }
        lock(self);
        try {
            record(self, EventKind.PASSED, world.roster().number(self.seat()));
        } finally {
            unlock(self);
        }
        return true;
    }

    /** It was set by one who died before all were let go. */
    @Override
    void repair() {
        if (word(ON) == 1) {
            letGo();
        }
    }
}
