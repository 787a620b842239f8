package dev.potok.simulation.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** What tests have child processes do; standard output tells how far it is, the end of standard input ends it. */
final class SharingProgram {
    private SharingProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (Shared shared = Shared.open(Path.of(arguments[0]))) {
            switch (arguments[1]) {
                case "count" -> count(shared, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
                case "hold" -> hold(shared, Integer.parseInt(arguments[2]));
                case "produce" -> produce(shared, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
                case "consume" -> consume(shared, Integer.parseInt(arguments[2]));
                case "echo" -> echo(shared, Integer.parseInt(arguments[2]));
                default -> throw new IllegalArgumentException(arguments[1]);
            }
        }
    }

    static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }

    /** Adds ones under the mutex; the number it guards is plain memory. */
    private static void count(Shared shared, int party, int times) throws Exception {
        MemorySegment segment = shared.memory.segment();
        long subject = shared.root(Shared.SUBJECT);
        var mutex = new MemoryMutex(segment, subject, shared.dead());
        say("ready");
        if (System.in.read() < 0) {
            return;
        }
        for (int i = 0; i < times; i++) {
            mutex.lock(party);
            long number = subject + Words.APART;
            segment.set(ValueLayout.JAVA_LONG, number, segment.get(ValueLayout.JAVA_LONG, number) + 1);
            mutex.unlock(party);
        }
        say("done");
    }

    private static void hold(Shared shared, int party) throws Exception {
        new MemoryMutex(shared.memory.segment(), shared.root(Shared.SUBJECT), shared.dead()).lock(party);
        say("held");
        while (System.in.read() >= 0) {
            // Until there is no more.
        }
    }

    /** Puts messages 1, 2 … and tells after each that it was put. */
    private static void produce(Shared shared, int party, int count) throws Exception {
        var queue = MessageQueue.at(shared.memory, shared.root(Shared.SUBJECT), shared.dead());
        var told = SharedNumbers.at(shared.memory, shared.root(Shared.TOLD));
        say("ready");
        if (System.in.read() < 0) {
            return;
        }
        for (int number = 1; number <= count; number++) {
            queue.put(party, message(party, number), Long.MAX_VALUE);
            told.set(party, number);
        }
        say("done");
    }

    /** Of a length and with a content that follow from its producer and its number. */
    static byte[] message(int producer, int number) {
        byte[] message = new byte[8 + number * 31 % 97];
        Arrays.fill(message, (byte) (producer + number));
        ByteBuffer.wrap(message).putInt(producer).putInt(number);
        return message;
    }

    /** Takes messages until there will be no more, and tells of each that it was taken. */
    private static void consume(Shared shared, int party) {
        var queue = MessageQueue.at(shared.memory, shared.root(Shared.SUBJECT), shared.dead());
        var taken = new Taken(shared);
        say("ready");
        while (!queue.ended()) {
            taken.note(queue.take(party, Long.MAX_VALUE));
        }
        say("done");
    }

    /** Counts for each message how often it was taken, and throws where one is not whole or comes too late. */
    static final class Taken {
        static final int PRODUCERS = 4;
        static final int NUMBERS = 1 << 17;
        private final SharedNumbers times;
        private final int[] last = new int[PRODUCERS];

        Taken(Shared shared) {
            times = SharedNumbers.at(shared.memory, shared.root(Shared.TAKEN));
        }

        void note(byte @Nullable [] message) {
            if (message == null) {
                return;
            }
            ByteBuffer buffer = ByteBuffer.wrap(message);
            int producer = buffer.getInt();
            int number = buffer.getInt();
            if (!Arrays.equals(message, message(producer, number)) || number <= last[producer]) {
                throw new AssertionError(
                        "after " + last[producer] + " of " + producer + ": " + Arrays.toString(message));
            }
            last[producer] = number;
            times.add(producer * NUMBERS + number, 1);
        }
    }

    /** Sends back what it receives, until the other end is closed. */
    private static void echo(Shared shared, int party) {
        DuplexPipe.End end = DuplexPipe.at(shared.memory, shared.root(Shared.SUBJECT), shared.dead()).end(1);
        end.own(party);
        say("ready");
        try {
            while (true) {
                byte[] message = end.receive(party, Long.MAX_VALUE);
                end.send(party, message, Long.MAX_VALUE);
            }
        } catch (PipeClosedException closed) {
            say(closed.getMessage());
        }
    }
}
