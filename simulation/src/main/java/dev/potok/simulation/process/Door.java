package dev.potok.simulation.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.RunClock;

/**
 * Where children knock. Each shows a token that is good once; whoever shows another, or none within some seconds, finds
 * the door shut without a word. Any thread.
 */
final class Door implements AutoCloseable {
    /** Begins what a child says: "Potok", and the version of the hand-shake. */
    static final long MAGIC = 0x506F_746F_6B00_0001L;
    static final int TOKEN_BYTES = 32;
    /** The magic, the token, and which clock the child reads. */
    static final int GREETING_BYTES = Long.BYTES + TOKEN_BYTES + 1;
    static final byte PING = 1;
    /** Followed by the child's offset: no more pings. */
    static final byte WELCOME = 2;
    /** The first few are slow, since the code is new to the child. */
    private static final int PINGS = 12;
    private static final int GREETING_SECONDS = 5;
    /** More than that many strangers before the door wait outside. */
    private static final int GREETED_AT_A_TIME = 64;
    private static final int BACKLOG = 128;

    private final ServerSocketChannel socket;
    private final Set<Expected> expected = ConcurrentHashMap.newKeySet();
    private final Semaphore greeted = new Semaphore(GREETED_AT_A_TIME);
    private final Executor later = CompletableFuture.delayedExecutor(GREETING_SECONDS, TimeUnit.SECONDS);
    private final SecureRandom random = new SecureRandom();

    /**
     * Opens it there.
     *
     * @throws ProcessException if no socket can be made
     */
    Door(Path path) {
        try {
            socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                socket.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            } catch (IOException refused) {
                socket.close();
                throw refused;
            }
        } catch (IOException | UnsupportedOperationException refused) {
            throw new ProcessException("No socket for the children can be made at " + path + ": "
                    + refused.getMessage(), refused);
        }
        Thread.ofPlatform().daemon().name("potok-door").start(this::receive);
    }

    /** A child that has come in. */
    record Arrival(SocketChannel channel, Alignment alignment) {}

    /** A child that may come. */
    static final class Expected {
        private final byte[] token;
        private final CompletableFuture<Arrival> arrival = new CompletableFuture<>();

        private Expected(byte[] token) {
            this.token = token;
        }

        /** What it is to show. */
        byte[] token() {
            return token.clone();
        }

        /** Done when it has come in; whoever no longer waits completes it with a failure. */
        CompletableFuture<Arrival> arrival() {
            return arrival;
        }
    }

    /** Lets in one child that shows the token of what is returned. */
    Expected expect() {
        var token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        var child = new Expected(token);
        expected.add(child);
        return child;
    }

    /** Whoever shows that token from now on finds the door shut. */
    void expectNoLonger(Expected child) {
        expected.remove(child);
    }

    /** Shuts it; who stands before it is turned away. The socket's file is left. */
    @Override
    public void close() {
        shut(socket);
    }

    private void receive() {
        while (socket.isOpen()) {
            try {
                SocketChannel stranger = socket.accept();
                if (greeted.tryAcquire()) {
                    Thread.ofPlatform().daemon().name("potok-greeting").start(() -> greet(stranger));
                } else {
                    stranger.close();
                }
            } catch (IOException shutOrOverrun) {
                // Shut: the loop ends. No more descriptors: who waits outside tries the patience of who waits for him.
                Thread.yield();
            }
        }
    }

    private void greet(SocketChannel stranger) {
        CompletableFuture<Void> timeOut = CompletableFuture.runAsync(() -> shut(stranger), later);
        try {
            ByteBuffer greeting = read(stranger, GREETING_BYTES);
            Expected child = greeting.getLong() == MAGIC ? admit(greeting) : null;
            if (child == null) {
                shut(stranger);
                return;
            }
            Alignment alignment = align(stranger, RunClock.Source.values()[greeting.get() & 1]);
            if (!timeOut.cancel(false) || !child.arrival.complete(new Arrival(stranger, alignment))) {
                shut(stranger);
            }
        } catch (IOException left) {
            shut(stranger); // who waits for it is told by the end of the process, or by its own patience
        } finally {
            timeOut.cancel(false);
            greeted.release();
        }
    }

    /** Who shows this token, which is used up by it. How long that takes tells nothing of the tokens. */
    private @Nullable Expected admit(ByteBuffer greeting) {
        var shown = new byte[TOKEN_BYTES];
        greeting.get(shown);
        @Nullable Expected found = null;
        for (Expected child : expected) {
            if (MessageDigest.isEqual(child.token, shown)) {
                found = child;
            }
        }
        return found != null && expected.remove(found) ? found : null;
    }

    private static Alignment align(SocketChannel child, RunClock.Source childs) throws IOException {
        var measurement = new Alignment.Measurement(childs);
        ByteBuffer ping = ByteBuffer.allocateDirect(1);
        ByteBuffer pong = ByteBuffer.allocateDirect(Long.BYTES);
        for (int i = 0; i < PINGS; i++) {
            ping.put(0, PING).clear();
            pong.clear();
            long before = RunClock.reading();
            child.write(ping);
            readFully(child, pong);
            measurement.add(before, pong.getLong(0), RunClock.reading());
        }
        Alignment alignment = measurement.result();
        ByteBuffer welcome = ByteBuffer.allocate(1 + Long.BYTES).put(WELCOME).putLong(alignment.offsetNanos()).flip();
        while (welcome.hasRemaining()) {
            child.write(welcome);
        }
        return alignment;
    }

    /** So many bytes, ready to be read. */
    static ByteBuffer read(SocketChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        readFully(channel, buffer);
        return buffer.flip();
    }

    /** Fills it. */
    static void readFully(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the other end is closed");
            }
        }
    }

    private static void shut(java.nio.channels.Channel channel) {
        try {
            channel.close();
        } catch (IOException nothingElseToDo) {
            throw new java.io.UncheckedIOException(nothingElseToDo);
        }
    }
}
