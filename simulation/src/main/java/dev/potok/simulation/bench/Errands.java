package dev.potok.simulation.bench;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.potok.simulation.codec.ObjectCodec;
import dev.potok.simulation.memory.DuplexPipe;
import dev.potok.simulation.process.Job;
import dev.potok.simulation.process.Parent;

/** What children do to be measured. */
final class Errands {
    /** Bytes of a message, letters of a text. */
    static final int SIZE = 64;

    private Errands() {}

    /** Nothing: for the start and the end of a child alone. */
    static final class Nothing implements Job {
        private static final long serialVersionUID = 1L;

        @Override
        public int run(Parent parent) {
            return 0;
        }
    }

    /** Locks and unlocks a mutex that nobody else wants. */
    record Pairs(int party) implements Errand {
        private static final long serialVersionUID = 1L;

        @Override
        public long run(Table table, long times) {
            long inherited = 0;
            long begun = System.nanoTime();
            for (long i = 0; i < times; i++) {
                if (table.mutex.lock(party)) {
                    inherited++;
                }
                table.mutex.unlock(party);
            }
            long nanos = System.nanoTime() - begun;
            return nobodyDied(inherited, nanos);
        }
    }

    /** Increments a number under a mutex, by a load and a store. */
    record Count(int party) implements Errand {
        private static final long serialVersionUID = 1L;

        @Override
        public long run(Table table, long times) {
            long inherited = 0;
            long begun = System.nanoTime();
            for (long i = 0; i < times; i++) {
                if (table.mutex.lock(party)) {
                    inherited++;
                }
                table.numbers.set(0, table.numbers.get(0) + 1);
                table.mutex.unlock(party);
            }
            long nanos = System.nanoTime() - begun;
            return nobodyDied(inherited, nanos);
        }
    }

    private static long nobodyDied(long inherited, long nanos) {
        if (inherited != 0) {
            throw new IllegalStateException(inherited + " times somebody died who holds the mutex");
        }
        return nanos;
    }

    /** What goes through the queue. */
    enum Kind {
        BYTES, STRINGS, NUMBERS, OBJECTS;

        /** A message of the kind; each is made anew, as in a program. */
        Object message(long number) {
            return switch (this) {
                case BYTES -> new byte[SIZE];
                case STRINGS -> "x".repeat(SIZE);
                case NUMBERS -> number;
                case OBJECTS -> new Parcel(number);
            };
        }
    }

    /** An object with a list in it, as programs send each other; no record of plain values. */
    static final class Parcel implements Serializable {
        private static final long serialVersionUID = 1L;

        final long number;
        final String receiver;
        final ArrayList<Long> items;

        Parcel(long number) {
            this.number = number;
            this.receiver = "a receiver";
            this.items = new ArrayList<>(List.of(number, number + 1, number + 2, number + 3));
        }
    }

    /** Puts objects into the queue. */
    record Produce(int party, Kind kind) implements Errand {
        private static final long serialVersionUID = 1L;

        @Override
        public long run(Table table, long times) {
            long begun = System.nanoTime();
            for (long i = 0; i < times; i++) {
                if (!table.queue.put(party, ObjectCodec.encode(kind.message(i)), Long.MAX_VALUE)) {
                    throw new IllegalStateException("a wait without an end has ended");
                }
            }
            return System.nanoTime() - begun;
        }
    }

    /** Takes objects out of the queue; the time is that from the first to the last. */
    record Consume(int party) implements Errand {
        private static final long serialVersionUID = 1L;

        @Override
        public long run(Table table, long times) {
            Object last = take(table);
            long begun = System.nanoTime();
            for (long i = 1; i < times; i++) {
                last = take(table);
            }
            long nanos = System.nanoTime() - begun;
            if (last instanceof Parcel parcel && parcel.number != times - 1) {
                throw new IllegalStateException("message " + parcel.number + " came last of " + times);
            }
            return nanos;
        }

        private Object take(Table table) {
            byte[] bytes = Objects.requireNonNull(table.queue.take(party, Long.MAX_VALUE));
            return Objects.requireNonNull(ObjectCodec.decode(bytes));
        }
    }

    /** Sends back what comes through the pipe. */
    record Echo(int party) implements Errand {
        private static final long serialVersionUID = 1L;

        @Override
        public long run(Table table, long times) {
            DuplexPipe.End end = table.pipe.end(1);
            long begun = System.nanoTime();
            for (long i = 0; i < times; i++) {
                send(end, party, receive(end, party));
            }
            return System.nanoTime() - begun;
        }
    }

    /** Sends bytes through the pipe and waits for them to come back. */
    record Trips(int party) implements Errand {
        private static final long serialVersionUID = 1L;

        @Override
        public long run(Table table, long times) {
            DuplexPipe.End end = table.pipe.end(0);
            byte[] message = new byte[SIZE];
            long begun = System.nanoTime();
            for (long i = 0; i < times; i++) {
                send(end, party, message);
                message = receive(end, party);
            }
            return System.nanoTime() - begun;
        }
    }

    private static void send(DuplexPipe.End end, int party, byte[] message) {
        if (!end.send(party, message, Long.MAX_VALUE)) {
            throw new IllegalStateException("a wait without an end has ended");
        }
    }

    private static byte[] receive(DuplexPipe.End end, int party) {
        return Objects.requireNonNull(end.receive(party, Long.MAX_VALUE));
    }
}
