package dev.potok.simulation.state;

import java.util.Objects;

import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.trace.Access;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.WaitSide;

/** One resource at an instant. Changed by its {@link RunState} alone. */
public sealed interface ResourceState {
    /** What it is. */
    ResourceInfo info();

    /** Whether events that may have touched it were lost, so that what is shown may be out of date. */
    boolean uncertain();

    /** How many actors wait for it. */
    int waiting();

    /** Id of the actor that died while it held it, 0 for nobody: nobody will have it again. */
    int orphanedBy();

    /** How many numbers there are in its lines. */
    int length();

    /** A copy that does not change. */
    ResourceState copy();

    /** What all resources have. */
    abstract sealed class Base implements ResourceState {
        private final ResourceInfo info;
        boolean uncertain;
        int waiting;
        int orphanedBy;

        Base(ResourceInfo info) {
            this.info = info;
        }

        @Override
        public ResourceInfo info() {
            return info;
        }

        @Override
        public boolean uncertain() {
            return uncertain;
        }

        @Override
        public int waiting() {
            return waiting;
        }

        @Override
        public int orphanedBy() {
            return orphanedBy;
        }

        /** Hands on what all resources have. */
        <T extends Base> T commonTo(T copy) {
            Base target = copy;
            target.uncertain = uncertain;
            target.waiting = waiting;
            target.orphanedBy = orphanedBy;
            return copy;
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof Base other && info.equals(other.info) && uncertain == other.uncertain
                    && waiting == other.waiting && orphanedBy == other.orphanedBy
                    && parts().equals(other.parts());
        }

        @Override
        public int hashCode() {
            return Objects.hash(info, parts());
        }

        @Override
        public String toString() {
            return info.name() + " " + parts();
        }

        abstract Object parts();
    }

    /** A mutex, a semaphore, or the carriers of virtual threads. */
    final class Seats extends Base {
        final IdLine holders;
        final IdLine line;

        Seats(ResourceInfo info) {
            this(info, new IdLine(), new IdLine());
        }

        private Seats(ResourceInfo info, IdLine holders, IdLine line) {
            super(info);
            this.holders = holders;
            this.line = line;
        }

        /** Who holds a seat, in the order taken; one who has entered a reentrant mutex again, once for each time. */
        public IdLine holders() {
            return holders;
        }

        /** Who waits, first come first. */
        public IdLine line() {
            return line;
        }

        /** Seats nobody holds. */
        public long free() {
            return info().kind() == ResourceKind.REENTRANT_MUTEX ? holders.isEmpty() ? 1 : 0
                    : info().capacity() - holders.size();
        }

        /** How many times the holder of a mutex has entered it. */
        public int depth() {
            return holders.size();
        }

        @Override
        public int length() {
            return holders.size() + line.size();
        }

        @Override
        public Seats copy() {
            var copy = new Seats(info(), holders.copy(), line.copy());
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(holders, line);
        }
    }

    /** A read-write lock, stamped or not. */
    final class Room extends Base {
        final IdLine readers;
        final IdLine writers;
        final IdLine line;
        final IdLine sides;
        final IdLine optimists;
        long validations;
        long failedValidations;

        Room(ResourceInfo info) {
            this(info, new IdLine(), new IdLine(), new IdLine(), new IdLine(), new IdLine());
        }

        private Room(ResourceInfo info, IdLine readers, IdLine writers, IdLine line, IdLine sides, IdLine optimists) {
            super(info);
            this.readers = readers;
            this.writers = writers;
            this.line = line;
            this.sides = sides;
            this.optimists = optimists;
        }

        /** Who holds it to read, in the order taken, once for each time. */
        public IdLine readers() {
            return readers;
        }

        /** Who holds it to write: nobody, or one, once for each time entered. */
        public IdLine writers() {
            return writers;
        }

        /** Who waits, first come first. */
        public IdLine line() {
            return line;
        }

        /** Whether the one at that place of the line waits to write. */
        public boolean waitsToWrite(int place) {
            return sides.get(place) == WaitSide.WRITE.ordinal();
        }

        /** Who reads without holding it, in the order begun. */
        public IdLine optimists() {
            return optimists;
        }

        /** How often it was asked whether an optimistic read still holds. */
        public long validations() {
            return validations;
        }

        /** How often the answer was no. */
        public long failedValidations() {
            return failedValidations;
        }

        /** How a hold of that actor is given back or taken. */
        IdLine holders(long access) {
            return access == Access.WRITE.ordinal() ? writers : readers;
        }

        void leave(long actor) {
            int place = line.indexOf(actor);
            if (place >= 0) {
                line.removeAt(place);
                sides.removeAt(place);
            }
        }

        @Override
        public int length() {
            return readers.size() + writers.size() + 2 * line.size() + optimists.size();
        }

        @Override
        public Room copy() {
            var copy = new Room(info(), readers.copy(), writers.copy(), line.copy(), sides.copy(), optimists.copy());
            copy.validations = validations;
            copy.failedValidations = failedValidations;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(readers, writers, line, sides, optimists, validations, failedValidations);
        }
    }

    /** A condition: a lounge attached to a mutex. */
    final class Lounge extends Base {
        final IdLine line;
        long signals;
        long lostSignals;

        Lounge(ResourceInfo info) {
            this(info, new IdLine());
        }

        private Lounge(ResourceInfo info, IdLine line) {
            super(info);
            this.line = line;
        }

        /** Who waits for a signal, first come first. */
        public IdLine line() {
            return line;
        }

        /** How often it was signalled. */
        public long signals() {
            return signals;
        }

        /** How often nobody was there to be signalled. */
        public long lostSignals() {
            return lostSignals;
        }

        @Override
        public int length() {
            return line.size();
        }

        @Override
        public Lounge copy() {
            var copy = new Lounge(info(), line.copy());
            copy.signals = signals;
            copy.lostSignals = lostSignals;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(line, signals, lostSignals);
        }
    }

    /** An event: a lamp with a bench. */
    final class Lamp extends Base {
        final IdLine line;
        boolean on;
        long changedNanos = Long.MIN_VALUE;

        Lamp(ResourceInfo info) {
            this(info, new IdLine());
        }

        private Lamp(ResourceInfo info, IdLine line) {
            super(info);
            this.line = line;
        }

        /** Who waits for it to go on, first come first. */
        public IdLine line() {
            return line;
        }

        /** Whether it is on. */
        public boolean on() {
            return on;
        }

        /** When it went on or off last, {@link Long#MIN_VALUE} if never. */
        public long changedNanos() {
            return changedNanos;
        }

        @Override
        public int length() {
            return line.size();
        }

        @Override
        public Lamp copy() {
            var copy = new Lamp(info(), line.copy());
            copy.on = on;
            copy.changedNanos = changedNanos;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(line, on, changedNanos);
        }
    }

    /** A latch: a gate that opens once. */
    final class Latch extends Base {
        final IdLine line;
        long count;
        long openedNanos = Long.MIN_VALUE;

        Latch(ResourceInfo info) {
            this(info, new IdLine());
        }

        private Latch(ResourceInfo info, IdLine line) {
            super(info);
            this.line = line;
            this.count = info.capacity();
        }

        /** Who waits for it to open, first come first. */
        public IdLine line() {
            return line;
        }

        /** What is left to be counted down; at 0 it is open. */
        public long count() {
            return count;
        }

        /** When it opened, {@link Long#MIN_VALUE} if it has not. */
        public long openedNanos() {
            return openedNanos;
        }

        @Override
        public int length() {
            return line.size();
        }

        @Override
        public Latch copy() {
            var copy = new Latch(info(), line.copy());
            copy.count = count;
            copy.openedNanos = openedNanos;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(line, count, openedNanos);
        }
    }

    /** An exchanger: a table where two swap. */
    final class Table extends Base {
        final IdLine line;
        long offered;
        long swaps;
        long first;
        long second;

        Table(ResourceInfo info) {
            this(info, new IdLine());
        }

        private Table(ResourceInfo info, IdLine line) {
            super(info);
            this.line = line;
        }

        /** Who sits there and waits for a partner: nobody or one. */
        public IdLine line() {
            return line;
        }

        /** Number of the item that lies there, 0 for none. */
        public long offered() {
            return offered;
        }

        /** How many swaps there were. */
        public long swaps() {
            return swaps;
        }

        /** Of the last swap, the actor who had waited; 0 before the first. */
        public long first() {
            return first;
        }

        /** Of the last swap, the actor who came; 0 before the first. */
        public long second() {
            return second;
        }

        @Override
        public int length() {
            return line.size();
        }

        @Override
        public Table copy() {
            var copy = new Table(info(), line.copy());
            copy.offered = offered;
            copy.swaps = swaps;
            copy.first = first;
            copy.second = second;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(line, offered, swaps, first, second);
        }
    }

    /** A scope: an actor and the subtasks it has begun. */
    final class Family extends Base {
        final IdLine members;
        final IdLine states;
        int owner;
        boolean left;

        Family(ResourceInfo info) {
            this(info, new IdLine(), new IdLine());
        }

        private Family(ResourceInfo info, IdLine members, IdLine states) {
            super(info);
            this.members = members;
            this.states = states;
        }

        /** The actors that do the subtasks, in the order begun. */
        public IdLine members() {
            return members;
        }

        /** How the subtask at that place stands. */
        public Scope.State state(int place) {
            return Scope.State.values()[(int) states.get(place)];
        }

        /** How many subtasks stand so. */
        public int count(Scope.State state) {
            int count = 0;
            for (int i = 0; i < states.size(); i++) {
                count += states.get(i) == state.ordinal() ? 1 : 0;
            }
            return count;
        }

        /** Id of the actor that opened it, 0 before its first subtask. */
        public int owner() {
            return owner;
        }

        /** Whether the owner has left it. */
        public boolean left() {
            return left;
        }

        @Override
        public int length() {
            return 2 * members.size();
        }

        @Override
        public Family copy() {
            var copy = new Family(info(), members.copy(), states.copy());
            copy.owner = owner;
            copy.left = left;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(members, states, owner, left);
        }
    }

    /** A barrier or a phaser. */
    final class Gate extends Base {
        final IdLine arrived;
        final IdLine line;
        final IdLine gone;
        long parties;
        long round;
        boolean broken;
        long openedNanos = Long.MIN_VALUE;

        Gate(ResourceInfo info) {
            this(info, new IdLine(), new IdLine(), new IdLine());
        }

        private Gate(ResourceInfo info, IdLine arrived, IdLine line, IdLine gone) {
            super(info);
            this.arrived = arrived;
            this.line = line;
            this.gone = gone;
            this.parties = info.capacity();
            this.round = info.kind() == ResourceKind.PHASER ? 0 : 1;
        }

        /** Who waits before it, in the order of arrival. */
        public IdLine line() {
            return line;
        }

        /** How many must arrive. */
        public long parties() {
            return parties;
        }

        /** Who has arrived in this round, in the order of arrival; of a phaser's, some may not wait there. */
        public IdLine arrived() {
            return arrived;
        }

        /** Who has said to come no more; of a phaser. */
        public IdLine gone() {
            return gone;
        }

        /** The round being gathered, from 1; of a phaser the phase, from 0. */
        public long round() {
            return round;
        }

        /** Whether a party gave up. */
        public boolean broken() {
            return broken;
        }

        /** When it last opened, {@link Long#MIN_VALUE} if never. */
        public long openedNanos() {
            return openedNanos;
        }

        @Override
        public int length() {
            return arrived.size() + line.size() + gone.size();
        }

        @Override
        public Gate copy() {
            var copy = new Gate(info(), arrived.copy(), line.copy(), gone.copy());
            copy.parties = parties;
            copy.round = round;
            copy.broken = broken;
            copy.openedNanos = openedNanos;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(arrived, line, gone, parties, round, broken, openedNanos);
        }
    }

    /** A queue of whatever order. */
    final class Conveyor extends Base {
        final IdLine items;
        final IdLine ranks;
        /** Who brought each item, place by place; kept of a transfer queue alone. */
        final IdLine bringers;
        final IdLine putLine;
        final IdLine takeLine;
        final IdLine joinLine;
        boolean closed;
        long puts;
        long takes;
        long nextRank;
        /** Put and not said to be done; counted by the queue itself. */
        long done;

        Conveyor(ResourceInfo info) {
            this(info, new IdLine(), new IdLine(), new IdLine(), new IdLine(), new IdLine(), new IdLine());
        }

        private Conveyor(ResourceInfo info, IdLine items, IdLine ranks, IdLine bringers, IdLine putLine,
                IdLine takeLine, IdLine joinLine) {
            super(info);
            this.items = items;
            this.ranks = ranks;
            this.bringers = bringers;
            this.putLine = putLine;
            this.takeLine = takeLine;
            this.joinLine = joinLine;
        }

        /** An item enters; those in it stand in the order in which they will leave. */
        void enter(long number, long bringer) {
            puts++;
            switch (info().kind()) {
                case TRANSFER_QUEUE -> {
                    items.add(number);
                    bringers.add(bringer);
                }
                case STACK -> items.insert(0, number);
                case PRIORITY_QUEUE -> {
                    int place = 0;
                    while (place < ranks.size() && ranks.get(place) <= nextRank) {
                        place++;
                    }
                    items.insert(place, number);
                    ranks.insert(place, nextRank);
                }
                default -> items.add(number);
            }
        }

        /** An item leaves. */
        void leave(long number) {
            int place = items.indexOf(number);
            if (place >= 0) {
                items.removeAt(place);
                if (place < ranks.size()) {
                    ranks.removeAt(place);
                }
                if (place < bringers.size()) {
                    bringers.removeAt(place);
                }
            }
        }

        /** Id of the actor that waits until somebody takes the item at that place of a transfer queue; 0 for nobody. */
        public int sender(int place) {
            if (place >= bringers.size()) {
                return 0;
            }
            long bringer = bringers.get(place);
            boolean waits = putLine.contains(bringer);
            // It waits for what it brought last; what it put before, it put without waiting.
            for (int later = place + 1; waits && later < bringers.size(); later++) {
                waits = bringers.get(later) != bringer;
            }
            return waits ? (int) bringer : 0;
        }

        /** The rank of the item at that place of a priority queue. */
        public long rank(int place) {
            return ranks.get(place);
        }

        /** Who waits for all items to be dealt with. */
        public IdLine joinLine() {
            return joinLine;
        }

        /** Items said to be dealt with. */
        public long done() {
            return done;
        }

        /** Numbers of the items in it, the next to leave first. */
        public IdLine items() {
            return items;
        }

        /** Who waits for room. */
        public IdLine putLine() {
            return putLine;
        }

        /** Who waits for an item. */
        public IdLine takeLine() {
            return takeLine;
        }

        /** Whether nothing more will be put. */
        public boolean closed() {
            return closed;
        }

        /** Items put so far. */
        public long puts() {
            return puts;
        }

        /** Items taken so far. */
        public long takes() {
            return takes;
        }

        @Override
        public int length() {
            return items.size() + ranks.size() + bringers.size() + putLine.size() + takeLine.size() + joinLine.size();
        }

        @Override
        public Conveyor copy() {
            var copy = new Conveyor(info(), items.copy(), ranks.copy(), bringers.copy(), putLine.copy(),
                    takeLine.copy(), joinLine.copy());
            copy.nextRank = nextRank;
            copy.done = done;
            copy.closed = closed;
            copy.puts = puts;
            copy.takes = takes;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(items, ranks, bringers, putLine, takeLine, joinLine, closed, puts, takes, nextRank,
                    done);
        }
    }

    /** A shared value. */
    final class Cell extends Base {
        /** Who has a copy in its hands, and which, place by place. */
        final IdLine copyHolders;
        final IdLine copies;
        long value;
        long previous;
        int writer;
        long failures;

        Cell(ResourceInfo info) {
            this(info, new IdLine(), new IdLine());
        }

        private Cell(ResourceInfo info, IdLine copyHolders, IdLine copies) {
            super(info);
            this.copyHolders = copyHolders;
            this.copies = copies;
            this.value = info.capacity();
            this.previous = value;
        }

        /**
         * Who has loaded the value and not stored since, nor left the last lock it held, nor validated what it read without
         * one; in the order of loading.
         */
        public IdLine copyHolders() {
            return copyHolders;
        }

        /** The copy of the one at that place. */
        public long copyOf(int place) {
            return copies.get(place);
        }

        /** How often a compare-and-set found another value than expected. */
        public long failures() {
            return failures;
        }

        void take(long actor, long copy) {
            drop(actor);
            copyHolders.add(actor);
            copies.add(copy);
        }

        void drop(long actor) {
            int place = copyHolders.indexOf(actor);
            if (place >= 0) {
                copyHolders.removeAt(place);
                copies.removeAt(place);
            }
        }

        /** The value. */
        public long value() {
            return value;
        }

        /** The value before the last write. */
        public long previous() {
            return previous;
        }

        /** Id of the actor that wrote last, 0 for none. */
        public int writer() {
            return writer;
        }

        @Override
        public int length() {
            return 2 * copies.size();
        }

        @Override
        public Cell copy() {
            var copy = new Cell(info(), copyHolders.copy(), copies.copy());
            copy.value = value;
            copy.previous = previous;
            copy.writer = writer;
            copy.failures = failures;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(value, previous, writer, failures, copyHolders, copies);
        }
    }

    /** Two conveyors of messages, one for each direction. */
    final class Tube extends Base {
        final IdLine messages;
        final IdLine bytes;
        final IdLine line;
        final IdLine ends;
        long received;
        boolean closed;

        Tube(ResourceInfo info) {
            this(info, new IdLine(), new IdLine(), new IdLine(), new IdLine());
        }

        private Tube(ResourceInfo info, IdLine messages, IdLine bytes, IdLine line, IdLine ends) {
            super(info);
            this.messages = messages;
            this.bytes = bytes;
            this.line = line;
            this.ends = ends;
        }

        /** Numbers of the messages on their way, the oldest first; even ones go from the first end to the second. */
        public IdLine messages() {
            return messages;
        }

        /** The size of the message at that place. */
        public long bytes(int place) {
            return bytes.get(place);
        }

        /** Who waits, for a message or for room. */
        public IdLine line() {
            return line;
        }

        /** Who used the first end last, and who the second; 0 for nobody yet. */
        public int user(boolean first) {
            int place = first ? 0 : 1;
            return place < ends.size() ? (int) ends.get(place) : 0;
        }

        /** Messages received so far. */
        public long received() {
            return received;
        }

        /** Whether nothing more will be sent. */
        public boolean closed() {
            return closed;
        }

        void used(boolean first, int actor) {
            int second = user(false);
            int before = user(true);
            ends.clear();
            ends.add(first ? actor : before);
            ends.add(first ? second : actor);
        }

        void arrive(long number) {
            int place = messages.indexOf(number);
            if (place >= 0) {
                messages.removeAt(place);
                bytes.removeAt(place);
            }
            received++;
        }

        @Override
        public int length() {
            return 2 * messages.size() + line.size();
        }

        @Override
        public Tube copy() {
            var copy = new Tube(info(), messages.copy(), bytes.copy(), line.copy(), ends.copy());
            copy.received = received;
            copy.closed = closed;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(messages, bytes, line, ends, received, closed);
        }
    }

    /** Integers in a row. */
    final class Row extends Base {
        final IdLine values;
        int next;
        int written = -1;
        int writer;

        Row(ResourceInfo info) {
            this(info, new IdLine());
            for (long i = 0; i < Math.min(info.capacity(), MOST_SHOWN); i++) {
                values.add(0);
            }
        }

        private Row(ResourceInfo info, IdLine values) {
            super(info);
            this.values = values;
        }

        /** No more than so many are kept for showing. */
        static final int MOST_SHOWN = 1024;

        /** The values from index 0 on. */
        public IdLine values() {
            return values;
        }

        /** Index of the last write, -1 for none. */
        public int written() {
            return written;
        }

        /** Id of the actor that wrote last, 0 for none. */
        public int writer() {
            return writer;
        }

        void write(long value, int actor) {
            written = next;
            writer = actor;
            if (next < values.size()) {
                values.set(next, value);
            }
        }

        @Override
        public int length() {
            return values.size();
        }

        @Override
        public Row copy() {
            var copy = new Row(info(), values.copy());
            copy.next = next;
            copy.written = written;
            copy.writer = writer;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(values, next, written, writer);
        }
    }

    /** A pool: a line of tasks before a row of workers. */
    final class Desk extends Base {
        final IdLine tasks;
        final IdLine workers;
        final IdLine doing;
        final IdLine line;
        long submitted;
        long done;
        long failed;
        long cancelled;
        boolean closed;
        boolean broken;

        Desk(ResourceInfo info) {
            this(info, new IdLine(), new IdLine(), new IdLine(), new IdLine());
        }

        private Desk(ResourceInfo info, IdLine tasks, IdLine workers, IdLine doing, IdLine line) {
            super(info);
            this.tasks = tasks;
            this.workers = workers;
            this.doing = doing;
            this.line = line;
        }

        /** Numbers of the tasks that nobody has begun, the next first. */
        public IdLine tasks() {
            return tasks;
        }

        /** Who works there now. */
        public IdLine workers() {
            return workers;
        }

        /** The number of the task that the worker at that place is doing, 0 for none. */
        public long doing(int place) {
            return doing.get(place);
        }

        /** Who waits for results. */
        public IdLine line() {
            return line;
        }

        /** Tasks given so far. */
        public long submitted() {
            return submitted;
        }

        /** Tasks done so far, those that failed not counted. */
        public long done() {
            return done;
        }

        /** Tasks that failed. */
        public long failed() {
            return failed;
        }

        /** Tasks that were cancelled. */
        public long cancelled() {
            return cancelled;
        }

        /** Whether it takes no more tasks. */
        public boolean closed() {
            return closed;
        }

        /** Whether a worker died and took the pool with him. */
        public boolean broken() {
            return broken;
        }

        void join(int actor) {
            if (!workers.contains(actor)) {
                workers.add(actor);
                doing.add(0);
            }
        }

        void leave(int actor) {
            int place = workers.indexOf(actor);
            if (place >= 0) {
                workers.removeAt(place);
                doing.removeAt(place);
            }
        }

        void work(int actor, long task) {
            tasks.remove(task);
            int place = workers.indexOf(actor);
            if (place >= 0) {
                doing.set(place, task);
            }
        }

        void end(int actor, long task) {
            tasks.remove(task);
            int place = workers.indexOf(actor);
            if (place >= 0 && doing.get(place) == task) {
                doing.set(place, 0);
            }
        }

        @Override
        public int length() {
            return tasks.size() + 2 * workers.size() + line.size();
        }

        @Override
        public Desk copy() {
            var copy = new Desk(info(), tasks.copy(), workers.copy(), doing.copy(), line.copy());
            copy.submitted = submitted;
            copy.done = done;
            copy.failed = failed;
            copy.cancelled = cancelled;
            copy.closed = closed;
            copy.broken = broken;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(tasks, workers, doing, line, submitted, done, failed, cancelled, closed, broken);
        }
    }
}
