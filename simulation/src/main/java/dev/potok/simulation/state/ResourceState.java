package dev.potok.simulation.state;

import java.util.Objects;

import dev.potok.simulation.trace.ResourceInfo;

/** One resource at an instant. Changed by its {@link RunState} alone. */
public sealed interface ResourceState {
    /** What it is. */
    ResourceInfo info();

    /** Whether events that may have touched it were lost, so that what is shown may be out of date. */
    boolean uncertain();

    /** How many actors wait for it. */
    int waiting();

    /** How many numbers there are in its lines. */
    int length();

    /** A copy that does not change. */
    ResourceState copy();

    /** What all resources have. */
    abstract sealed class Base implements ResourceState {
        private final ResourceInfo info;
        boolean uncertain;
        int waiting;

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

        /** Hands on what all resources have. */
        <T extends Base> T commonTo(T copy) {
            Base target = copy;
            target.uncertain = uncertain;
            target.waiting = waiting;
            return copy;
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof Base other && info.equals(other.info) && uncertain == other.uncertain
                    && waiting == other.waiting
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

    /** A mutex or a semaphore. */
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

        /** Who holds a seat, in the order taken. */
        public IdLine holders() {
            return holders;
        }

        /** Who waits, first come first. */
        public IdLine line() {
            return line;
        }

        /** Seats nobody holds. */
        public long free() {
            return info().capacity() - holders.size();
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

    /** A barrier. */
    final class Gate extends Base {
        final IdLine arrived;
        long round = 1;
        boolean broken;
        long openedNanos = Long.MIN_VALUE;

        Gate(ResourceInfo info) {
            this(info, new IdLine());
        }

        private Gate(ResourceInfo info, IdLine arrived) {
            super(info);
            this.arrived = arrived;
        }

        /** Who stands before it in this round, in the order of arrival. */
        public IdLine arrived() {
            return arrived;
        }

        /** The round being gathered, from 1. */
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
            return arrived.size();
        }

        @Override
        public Gate copy() {
            var copy = new Gate(info(), arrived.copy());
            copy.round = round;
            copy.broken = broken;
            copy.openedNanos = openedNanos;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(arrived, round, broken, openedNanos);
        }
    }

    /** A queue. */
    final class Conveyor extends Base {
        final IdLine items;
        final IdLine putLine;
        final IdLine takeLine;
        boolean closed;
        long puts;
        long takes;

        Conveyor(ResourceInfo info) {
            this(info, new IdLine(), new IdLine(), new IdLine());
        }

        private Conveyor(ResourceInfo info, IdLine items, IdLine putLine, IdLine takeLine) {
            super(info);
            this.items = items;
            this.putLine = putLine;
            this.takeLine = takeLine;
        }

        /** Numbers of the items in it, the oldest first. */
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
            return items.size() + putLine.size() + takeLine.size();
        }

        @Override
        public Conveyor copy() {
            var copy = new Conveyor(info(), items.copy(), putLine.copy(), takeLine.copy());
            copy.closed = closed;
            copy.puts = puts;
            copy.takes = takes;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(items, putLine, takeLine, closed, puts, takes);
        }
    }

    /** A shared value. */
    final class Cell extends Base {
        long value;
        long previous;
        int writer;

        Cell(ResourceInfo info) {
            super(info);
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
            return 0;
        }

        @Override
        public Cell copy() {
            var copy = new Cell(info());
            copy.value = value;
            copy.previous = previous;
            copy.writer = writer;
            return commonTo(copy);
        }

        @Override
        Object parts() {
            return java.util.List.of(value, previous, writer);
        }
    }
}
