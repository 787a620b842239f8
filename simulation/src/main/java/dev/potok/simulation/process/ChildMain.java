package dev.potok.simulation.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.codec.ObjectCodec;
import dev.potok.simulation.environment.CannotCrossException;
import dev.potok.simulation.trace.RunClock;

/**
 * The main class of a child. It reads from its standard input where its parent is and what it has to show there, greets
 * it, waits for a job, does it, and ends.
 *
 * <p>
 * On the way to the job there is no lambda and no joined string: each costs a new JVM milliseconds.
 */
public final class ChildMain {
    private static final int LARGEST_CODE = 255;

    /** The directory of the parent's socket; set once, before anything else is done. */
    private static volatile @Nullable Path quarters;

    private ChildMain() {}

    /** See {@link Nursery#quarters}; null in a process that is no child. */
    static @Nullable Path quarters() {
        return quarters;
    }

    /** Does not return. */
    public static void main(String[] arguments) {
        int code = Exit.HUNG_UP;
        try {
            code = live();
        } catch (IOException | RuntimeException | Error stranded) {
            System.err.println("No parent could be found: " + stranded);
        } finally {
            NativeExit.exit(code);
        }
    }

    private static int live() throws IOException {
        String place;
        var token = new byte[Door.TOKEN_BYTES];
        try (var in = new DataInputStream(System.in)) {
            place = in.readUTF();
            in.readFully(token);
        }
        Path folder = Path.of(place).resolveSibling("").toAbsolutePath();
        quarters = folder;
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(place));
        long offsetNanos = greet(channel, token);

        var job = new SynchronousQueue<byte[]>();
        var parent = new DistantParent(channel, folder, offsetNanos, job);
        parent.start();
        int code = work(job, parent);
        parent.depart();
        parent.leave(code, true);
        return code;
    }

    /** Shows the token, and says what its clock is as often as it is asked. Returns what the clock is ahead. */
    private static long greet(SocketChannel channel, byte[] token) throws IOException {
        ByteBuffer greeting = ByteBuffer.allocate(Door.GREETING_BYTES).putLong(Door.MAGIC).put(token)
                .put((byte) RunClock.source().ordinal()).flip();
        while (greeting.hasRemaining()) {
            channel.write(greeting);
        }
        ByteBuffer ping = ByteBuffer.allocateDirect(1);
        ByteBuffer pong = ByteBuffer.allocateDirect(Long.BYTES);
        while (true) {
            Door.readFully(channel, ping.clear());
            if (ping.get(0) == Door.WELCOME) {
                return Door.read(channel, Long.BYTES).getLong();
            }
            channel.write(pong.putLong(0, RunClock.reading()).clear());
        }
    }

    private static byte[] take(SynchronousQueue<byte[]> job) {
        while (true) {
            try {
                return job.take();
            } catch (InterruptedException nobodyDoes) {
                continue;
            }
        }
    }

    private static int work(SynchronousQueue<byte[]> jobs, DistantParent parent) {
        Job job;
        try {
            job = job(ObjectCodec.decode(take(jobs)));
            while (job instanceof Exercise exercise && !exercise.last()) {
                int ignoredSinceMoreWillCome = exercise.run(parent);
                assert ignoredSinceMoreWillCome == 0;
                parent.rehearseLeaving();
                job = job(ObjectCodec.decode(take(jobs)));
            }
        } catch (RuntimeException | LinkageError unknown) {
            parent.complain("The job could not be made there: " + sentence(unknown));
            return 1;
        }
        try {
            int code = job.run(parent);
            if (code < 0 || code > LARGEST_CODE) {
                parent.complain("The job ended with the code " + code + ", which is not between 0 and " + LARGEST_CODE);
                return 1;
            }
            return code;
        } catch (Throwable thrown) { // whatever a job throws ends its process, and is told
            thrown.printStackTrace();
            parent.complain(thrown.toString());
            return 1;
        } finally {
            boolean wasInterrupted = Thread.interrupted(); // nothing that follows may be cut off
            assert wasInterrupted || !Thread.currentThread().isInterrupted();
        }
    }

    private static Job job(@Nullable Object decoded) {
        if (decoded instanceof Job job) {
            return job;
        }
        throw new CannotCrossException("what came is no job");
    }

    private static String sentence(Throwable thrown) {
        return thrown instanceof CannotCrossException && thrown.getMessage() != null ? thrown.getMessage()
                : thrown.toString();
    }

    /** A text as a frame has it. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
