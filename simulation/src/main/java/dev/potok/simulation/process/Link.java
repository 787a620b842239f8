package dev.potok.simulation.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.CannotCrossException;

/**
 * One end of the line between a parent and a child: frames, whole and in order. Any thread may send.
 *
 * <p>
 * Two threads of its own read and write. Nobody else touches the channel, for an interrupt of a thread in it would close
 * it; actors are interrupted at any time.
 *
 * <p>
 * A frame is four bytes of length, one of kind, and the content. Whoever sends faster than the other end reads waits once
 * {@value #MOST_WAITING_BYTES} bytes are on their way.
 */
final class Link implements AutoCloseable {
    /** More does not fit into one frame. */
    static final int MOST_BYTES = 16 << 20;
    private static final int MOST_WAITING_BYTES = 64 << 20;
    private static final int HEADER_BYTES = Integer.BYTES + 1;
    private static final int BUFFER_BYTES = 32 << 10;
    private static final Duration READER_LEAVES = Duration.ofMillis(50);
    private static final int STACK_BYTES = 256 << 10;

    /** Who gets what comes. */
    interface Receiver {
        /** A frame, on the reading thread, one after another; it may keep the content. */
        void received(byte kind, ByteBuffer content);

        /**
         * No more will come; once, on the reading thread.
         *
         * @param trouble why, unless the other end was closed or this one
         */
        void ended(@Nullable String trouble);
    }

    private final SocketChannel channel;
    private final Receiver receiver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Frames still to be written. This and the next three are guarded by the lock. */
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean writing;
    private boolean closed;
    private final String name;
    private @Nullable Thread reader;

    /** Nothing is read or written before {@link #start}. */
    Link(SocketChannel channel, String name, Receiver receiver) {
        this.channel = channel;
        this.name = name;
        this.receiver = receiver;
    }

    void start() {
        reader = Thread.ofPlatform().daemon().name(name + "-reader").start(new Runnable() { // a child has no lambda yet
            @Override
            public void run() {
                read();
            }
        });
        Thread.ofPlatform().daemon().name(name + "-writer").stackSize(STACK_BYTES).start(new Runnable() {
            @Override
            public void run() {
                write();
            }
        });
    }

    /**
     * Sends a frame, or nothing if the line is closed.
     *
     * @throws CannotCrossException if it is too large; nothing of it is sent then
     */
    void send(byte kind, byte[] content) {
        send(kind, new byte[0], content);
    }

    /** The same, of content in two parts. */
    void send(byte kind, byte[] first, byte[] second) {
        long bytes = (long) first.length + second.length;
        if (bytes > MOST_BYTES) {
            throw new CannotCrossException("An object of " + bytes + " bytes cannot cross to another process: at most "
                    + MOST_BYTES + " are let through; send it in parts");
        }
        byte[] frame = ByteBuffer.allocate(HEADER_BYTES + (int) bytes).putInt((int) bytes).put(kind).put(first)
                .put(second).array();
        lock.lock();
        try {
            while (waitingBytes > MOST_WAITING_BYTES && !closed) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                waiting.add(frame);
                waitingBytes += frame.length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all that was sent has left this process. An interrupt does not end the wait.
     *
     * @return whether it has; not if the line is closed or that takes longer
     */
    boolean flush(long timeoutMillis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        boolean interrupted = false;
        lock.lock();
        try {
            while (!closed && (writing || !waiting.isEmpty())) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    long ignoredSinceLookedAtAgain = changed.awaitNanos(left);
                    assert ignoredSinceLookedAtAgain <= left;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            return !closed;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Closes both directions; what was not written is lost. A second call does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            channel.close();
        } catch (IOException closedAllTheSame) {
            assert !channel.isOpen() : closedAllTheSame;
        }
    }

    /**
     * The same, and waits until nobody reads any more, but not for long. Not for the reading thread.
     */
    void closeAndWait() {
        close();
        try {
            Thread reading = reader;
            boolean ignoredForNothingDependsOnIt = reading != null && reading.join(READER_LEAVES);
            assert ignoredForNothingDependsOnIt || !channel.isOpen();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
        @Nullable String trouble = null;
        try {
            while (fill(in, HEADER_BYTES)) {
                int bytes = in.getInt();
                byte kind = in.get();
                if (bytes < 0 || bytes > MOST_BYTES) {
                    trouble = "a frame of " + Integer.toUnsignedString(bytes) + " bytes came, of which no more than "
                            + MOST_BYTES + " are let through";
                    break;
                }
                var content = new byte[bytes];
                int there = Math.min(bytes, in.remaining());
                in.get(content, 0, there);
                if (!fill(ByteBuffer.wrap(content, there, bytes - there))) {
                    break;
                }
                receiver.received(kind, ByteBuffer.wrap(content));
            }
        } catch (IOException ended) {
            // The other end was closed with something unread, or this one was closed: the same as the end of the file.
            assert ended != null;
        } catch (RuntimeException fault) {
            trouble = "what it said was not understood: " + fault;
        } finally {
            close();
            receiver.ended(trouble);
        }
    }

    /** Sees to it that so many bytes can be got from the buffer. */
    private boolean fill(ByteBuffer in, int bytes) throws IOException {
        while (in.remaining() < bytes) {
            in.compact();
            int got = channel.read(in);
            in.flip();
            if (got < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean fill(ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            if (channel.read(content) < 0) {
                return false;
            }
        }
        return true;
    }

    private void write() {
        ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            for (byte[] frame = next(out); frame != null; frame = next(out)) {
                for (int at = 0; at < frame.length;) {
                    if (!out.hasRemaining()) {
                        empty(out);
                    }
                    int part = Math.min(frame.length - at, out.remaining());
                    out.put(frame, at, part);
                    at += part;
                }
            }
        } catch (IOException ended) {
            close(); // the reader sees it too, and tells
        }
    }

    /** The next frame; before there is none, what has been gathered is written. {@code null} once closed. */
    private byte @Nullable [] next(ByteBuffer out) throws IOException {
        lock.lock();
        try {
            while (!closed) {
                byte[] frame = waiting.poll();
                if (frame != null) {
                    waitingBytes -= frame.length;
                    writing = true;
                    changed.signalAll();
                    return frame;
                }
                if (out.position() > 0) {
                    lock.unlock();
                    try {
                        empty(out);
                    } finally {
                        lock.lock();
                    }
                } else {
                    writing = false;
                    changed.signalAll();
                    changed.awaitUninterruptibly();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void empty(ByteBuffer out) throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }
}
