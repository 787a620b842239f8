package dev.potok.simulation.process;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.codec.ObjectCodec;

/** The parent, at the other end of the line. */
final class DistantParent implements Parent, Link.Receiver {
    /** Longer than that nobody waits for a parent that takes nothing. */
    private static final long FAREWELL_MILLIS = 2_000;

    /** The main thread, and those that read and write. */
    private static final int OWN_THREADS = 3;

    private final Link link;
    private final Path folder;
    private final long offsetNanos;
    private final SynchronousQueue<byte[]> job;
    private final AtomicLong asked = new AtomicLong();
    private final Map<Long, Question> open = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<byte[]> told = new LinkedBlockingQueue<>();
    private final SignalHandling signals = new SignalHandling(this);
    private final AtomicBoolean departing = new AtomicBoolean();
    private volatile boolean hungUp;
    /** Guarded by told. */
    private @Nullable Thread listening;

    /** A question that waits for its answer. The latch orders the other two. */
    private static final class Question {
        final CountDownLatch answered = new CountDownLatch(1);
        boolean failed;
        byte[] answer = {};
    }

    DistantParent(SocketChannel channel, Path folder, long offsetNanos, SynchronousQueue<byte[]> job) {
        link = new Link(channel, "potok-parent", this);
        this.folder = folder;
        this.offsetNanos = offsetNanos;
        this.job = job;
    }

    void start() {
        link.start();
        // For ends that are the virtual machine's business: SIGINT and SIGTERM where nothing is set, System.exit.
        Runtime.getRuntime().addShutdownHook(new Thread("potok-hang-up") {
            @Override
            public void run() {
                hangUp();
            }
        });
    }

    @Override
    public @Nullable Object ask(@Nullable Object object) {
        byte[] encoded = ObjectCodec.encode(object);
        long number = asked.incrementAndGet();
        var question = new Question();
        open.put(number, question);
        link.send(FrameKind.ASK, ByteBuffer.allocate(Long.BYTES).putLong(number).array(), encoded);
        await(question.answered);
        Object answer = ObjectCodec.decode(question.answer);
        if (question.failed) {
            throw answer instanceof RuntimeException thrown ? thrown
                    : new ProcessException("The parent did not answer: " + answer);
        }
        return answer;
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void tell(@Nullable Object message) {
        link.send(FrameKind.TOLD, ObjectCodec.encode(message));
    }

    @Override
    public void onTold(Consumer<@Nullable Object> listener) {
        synchronized (told) {
            if (listening != null) {
                throw new IllegalStateException("somebody listens to the parent already");
            }
            listening = Thread.ofPlatform().daemon().name("potok-parent-told").start(() -> listen(listener));
        }
    }

    private void listen(Consumer<@Nullable Object> listener) {
        while (true) {
            try {
                listener.accept(ObjectCodec.decode(told.take()));
            } catch (InterruptedException ofTheListenersOwnDoing) {
                continue;
            } catch (RuntimeException fault) {
                fault.printStackTrace();
                complain("What the parent told could not be heard: " + fault);
            }
        }
    }

    @Override
    public void onInterrupt(Runnable handler) {
        signals.onInterrupt(handler);
    }

    @Override
    public void onTerminate(Runnable handler) {
        signals.onTerminate(handler);
    }

    @Override
    public long offsetNanos() {
        return offsetNanos;
    }

    /** Tells what went wrong. */
    void complain(String sentence) {
        link.send(FrameKind.COMPLAINT, ChildMain.bytes(sentence));
    }

    /**
     * To be called before the process ends by its own will: only the first caller comes back, so what one does before the
     * end is not cut off by another's.
     */
    void depart() {
        if (!departing.compareAndSet(false, true)) {
            await(new CountDownLatch(1));
        }
    }

    /**
     * Says that the process is about to end with this code, and waits until that has been sent, but not for long. Then it
     * makes for a quick end.
     *
     * @param done whether the job has been done, so that nothing goes on any more that others could see
     */
    void leave(int code, boolean done) {
        flush();
        say(FrameKind.EXITING, ByteBuffer.allocate(Integer.BYTES + 1).putInt(code).put((byte) (done ? 1 : 0)).array());
        if (Thread.activeCount() > OWN_THREADS) {
            NativeExit.prepare(); // the job has left some, who may be in native code
        }
        if (!NativeExit.prepared()) {
            hangUp();
        }
    }

    /** Goes the way of {@link #leave} but for its end, so that it will be a known one. */
    void rehearseLeaving() {
        flush();
        say(FrameKind.REHEARSED, new byte[0]);
    }

    private static void flush() {
        System.out.flush();
        System.err.flush();
    }

    private void say(byte kind, byte[] content) {
        link.send(kind, content);
        boolean ignoredForItEndsAllTheSame = link.flush(FAREWELL_MILLIS);
        assert ignoredForItEndsAllTheSame || kind != 0;
    }

    /**
     * Closes the line, without the end of this process that this is otherwise: whoever reads from it is in native code,
     * see {@link NativeExit}.
     */
    private void hangUp() {
        hungUp = true;
        link.closeAndWait();
    }

    @Override
    public void received(byte kind, ByteBuffer content) {
        switch (kind) {
            case FrameKind.JOB -> put(rest(content));
            case FrameKind.TELL -> told.add(rest(content));
            case FrameKind.ANSWER -> {
                Question question = open.remove(content.getLong());
                if (question != null) {
                    question.failed = content.get() == 0;
                    question.answer = rest(content);
                    question.answered.countDown();
                }
            }
            case FrameKind.SIGNAL -> signals.raise(content.get());
            default -> throw new IllegalArgumentException("a frame of the unknown kind " + kind);
        }
    }

    private void put(byte[] encoded) {
        while (true) {
            try {
                job.put(encoded);
                return;
            } catch (InterruptedException nobodyDoes) {
                continue;
            }
        }
    }

    private static byte[] rest(ByteBuffer content) {
        var bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    /** The parent has gone, or wants this child gone: nothing it does is of use to anybody any more. */
    @Override
    public void ended(@Nullable String trouble) {
        if (hungUp) {
            return;
        }
        try {
            boolean removed = MeetingPlace.removeAbandoned(folder);
            assert removed || folder.isAbsolute();
        } finally {
            Runtime.getRuntime().halt(Exit.HUNG_UP);
        }
    }
}
