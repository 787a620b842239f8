package dev.potok.simulation.bench;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

import dev.potok.simulation.memory.DuplexPipe;
import dev.potok.simulation.memory.MemoryMutex;
import dev.potok.simulation.memory.MessageQueue;
import dev.potok.simulation.memory.SharedMemory;
import dev.potok.simulation.memory.SharedNumbers;

/**
 * What lies in the memory that is shared by all processes of a measurement: one primitive of each kind. Where each lies is
 * in the root words. Parties do not die: a measurement whose child ends is given up.
 */
final class Table implements AutoCloseable {
    private static final long BYTES = 16 << 20;
    private static final int MESSAGES = 8192;
    private static final int QUEUE_BYTES = 1 << 20;
    private static final int PIPE_BYTES = 1 << 16;

    private static final int MUTEX = 0;
    private static final int NUMBERS = 1;
    private static final int QUEUE = 2;
    private static final int PIPE = 3;

    private final SharedMemory memory;
    final MemoryMutex mutex;
    final SharedNumbers numbers;
    final MessageQueue queue;
    final DuplexPipe pipe;

    private Table(SharedMemory memory) {
        this.memory = memory;
        mutex = new MemoryMutex(memory.segment(), root(memory, MUTEX), Table::dead);
        numbers = SharedNumbers.at(memory, root(memory, NUMBERS));
        queue = MessageQueue.at(memory, root(memory, QUEUE), Table::dead);
        pipe = DuplexPipe.at(memory, root(memory, PIPE), Table::dead);
    }

    private static boolean dead(int party) {
        return false;
    }

    private static long root(SharedMemory memory, int index) {
        return memory.segment().get(ValueLayout.JAVA_LONG, SharedMemory.rootOffset(index));
    }

    private static void root(SharedMemory memory, int index, long offset) {
        memory.segment().set(ValueLayout.JAVA_LONG, SharedMemory.rootOffset(index), offset);
    }

    /** Makes one; whoever does tells the others where it is once this has returned. */
    static Table create(Path file) throws IOException {
        SharedMemory memory = SharedMemory.create(file, BYTES);
        root(memory, MUTEX, memory.allocate(MemoryMutex.BYTES, 128));
        root(memory, NUMBERS, SharedNumbers.create(memory, 1).offset());
        root(memory, QUEUE, MessageQueue.create(memory, MESSAGES, QUEUE_BYTES, Table::dead).offset());
        root(memory, PIPE, DuplexPipe.create(memory, PIPE_BYTES, Table::dead).offset());
        return new Table(memory);
    }

    /** The one that another process has made. */
    static Table open(Path file) throws IOException {
        return new Table(SharedMemory.open(file));
    }

    /** Lets go of it in this process. */
    @Override
    public void close() {
        memory.close();
    }

    /** Removes the file; who has it open keeps what he has. */
    void delete() {
        try {
            memory.delete();
        } catch (IOException left) {
            assert left != null; // it goes with the program's other files
        }
    }
}
