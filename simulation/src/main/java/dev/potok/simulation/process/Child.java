package dev.potok.simulation.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.codec.ObjectCodec;
import dev.potok.simulation.environment.CannotCrossException;

/** A process of our own, as its parent sees it. Any thread may call any of this; nothing of it waits for the child. */
public final class Child {
    /** So soon after the end of its line a child that is well has ended. */
    static final Duration SOON = Duration.ofMillis(500);

    private final Process process;
    private final LastWords lastWords;
    private final Link link;
    private final Alignment alignment;
    private final boolean warm;
    private final Duration ends;
    private final Executor answering;
    private final CompletableFuture<Exit> over = new CompletableFuture<>();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final CompletableFuture<Boolean> rehearsed = new CompletableFuture<>();
    private final AtomicBoolean assigned = new AtomicBoolean();
    /** These are written before the job is sent, and read by the line's reading thread for frames that follow it. */
    private volatile Function<@Nullable Object, @Nullable Object> answers = question -> {
        throw new IllegalStateException("a child without a job asks nothing");
    };
    private volatile Consumer<@Nullable Object> told = message -> {};
    /** Written by the line's reading thread. */
    private volatile @Nullable Integer announced;
    private volatile @Nullable String complaint;

    /**
     * Of a process that has come in.
     *
     * @param answering where questions are answered
     * @param ends      so soon after the end of its line it is to end by itself; else it is killed
     */
    Child(Process process, LastWords lastWords, Door.Arrival arrival, boolean warm, Executor answering, Duration ends) {
        this.process = process;
        this.lastWords = lastWords;
        this.warm = warm;
        this.answering = answering;
        this.ends = ends;
        alignment = arrival.alignment();
        link = new Link(arrival.channel(), "potok-child-" + process.pid(), new Line());
        link.start();
    }

    /** The number that the operating system has for it. */
    public long pid() {
        return process.pid();
    }

    /** Whether it had been started before it was asked for. */
    public boolean warm() {
        return warm;
    }

    /** How its clock goes against ours. */
    public Alignment alignment() {
        return alignment;
    }

    /**
     * Gives it its job, the one it will have. What it asks is answered on threads of their own, so an answer may wait;
     * what it tells is heard on one thread in the order in which it was told, so whoever hears it must not wait. What a
     * thread of the child told before it asked has been heard before its question is answered. A child that has ended by
     * now does nothing; {@link #exit} tells.
     *
     * @param answers what it throws is thrown in the child
     * @throws CannotCrossException  if the job cannot cross; nothing has been sent then
     * @throws IllegalStateException if it has a job
     */
    public void assign(Job job, Function<@Nullable Object, @Nullable Object> answers, Consumer<@Nullable Object> told) {
        byte[] encoded = ObjectCodec.encode(job);
        if (!assigned.compareAndSet(false, true)) {
            throw new IllegalStateException("process " + pid() + " has a job");
        }
        this.answers = answers;
        this.told = told;
        link.send(FrameKind.JOB, encoded);
    }

    /**
     * Has it do once what jobs do, and waits until it has, so that its job will begin at once. Before it is given one.
     *
     * @return whether it has; not if it has ended, or takes longer
     */
    boolean exercise(Duration timeout) {
        answers = question -> question;
        link.send(FrameKind.JOB, ObjectCodec.encode(new Exercise(false)));
        return rehearsed.completeOnTimeout(false, timeout.toNanos(), TimeUnit.NANOSECONDS).join();
    }

    /**
     * Says something to it, see {@link Parent#onTold}; nothing if it has ended.
     *
     * @throws CannotCrossException if it cannot cross; nothing has been sent then
     */
    public void tell(@Nullable Object message) {
        link.send(FrameKind.TELL, ObjectCodec.encode(message));
    }

    /**
     * Sends it a signal; nothing if it has ended. Where the system has no signals, or this program was started with SIGINT
     * ignored and so were its children, SIGINT and SIGTERM go over the line and do the same.
     */
    public void signal(Signal signal) {
        if (!process.isAlive()) {
            return;
        }
        switch (signal) {
            case INTERRUPT -> {
                if (!Posix.interrupt(pid())) {
                    link.send(FrameKind.SIGNAL, new byte[] {(byte) signal.number()});
                }
            }
            case TERMINATE -> {
                if (process.supportsNormalTermination()) {
                    process.destroy();
                } else {
                    link.send(FrameKind.SIGNAL, new byte[] {(byte) signal.number()});
                }
            }
            case KILL -> Nursery.kill(process);
        }
    }

    /**
     * How it ends, as soon as that is certain: once its job is done, all that it told has been heard, and it has said with
     * which code it is about to end, having nothing else left to do; or, where it ends in the middle of its job, by
     * whatever, right after {@link #exit}. The operating system needs some milliseconds more to take a virtual machine apart, for which nobody has to
     * wait. It never fails. What depends on it runs on a thread that others wait for, so it must not wait.
     */
    public CompletableFuture<Exit> over() {
        return over.copy();
    }

    /**
     * How it ends. Done once the operating system has said that the process has gone, and all that it told has been heard;
     * never before. It never fails. What depends on it runs on a thread that others wait for, so it must not wait.
     */
    public CompletableFuture<Exit> exit() {
        return exit.copy();
    }

    /** It is not needed: ends it without a job. */
    public void dismiss() {
        end();
    }

    /** Closes its line, at which it halts; and if it does not soon, it is killed. */
    void end() {
        link.close();
    }

    /** Whether it is there. */
    boolean alive() {
        return process.isAlive();
    }

    /** Sends SIGKILL to it and to what it has started itself. */
    void killWithItsOwn() {
        List<ProcessHandle> started = process.descendants().toList();
        signal(Signal.KILL);
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /** Waits until it has been reaped, see the other. */
    boolean awaitEnd(long timeoutNanos) {
        return awaitEnd(process, timeoutNanos);
    }

    /**
     * Waits until a process has been reaped. An interrupt does not end the wait.
     *
     * @return whether it has; not if that takes longer
     */
    static boolean awaitEnd(Process process, long timeoutNanos) {
        long begun = System.nanoTime();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(timeoutNanos - (System.nanoTime() - begun), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Exit exit(int code) {
        Integer announcedCode = announced;
        boolean orderly = announcedCode != null && announcedCode == code;
        Optional<String> said = Optional.ofNullable(complaint);
        var exit = new Exit(code, orderly, said);
        if (!orderly && said.isEmpty() && exit.signal().isEmpty()) {
            return new Exit(code, false, Optional.of("It ended with code " + code + " without a word of farewell"
                    + lastWords.quoted()));
        }
        return exit;
    }

    /** What comes from the child, on the line's reading thread. */
    private final class Line implements Link.Receiver {
        @Override
        public void received(byte kind, ByteBuffer content) {
            switch (kind) {
                case FrameKind.ASK -> {
                    long number = content.getLong();
                    byte[] question = rest(content);
                    answering.execute(() -> answer(number, question));
                }
                case FrameKind.TOLD -> hear(rest(content));
                case FrameKind.COMPLAINT -> complain(new String(rest(content), StandardCharsets.UTF_8));
                case FrameKind.EXITING -> announce(content.getInt(), content.get() != 0);
                case FrameKind.REHEARSED -> rehearsed.complete(true);
                default -> throw new IllegalArgumentException("a frame of the unknown kind " + kind);
            }
        }

        @Override
        public void ended(@Nullable String trouble) {
            if (trouble != null) {
                complain("The line to process " + pid() + " was closed, for " + trouble);
            }
            rehearsed.complete(false);
            if (!awaitEnd(process, ends.toNanos())) {
                signal(Signal.KILL); // a child halts at the end of its line, unless it is stopped or out of memory
            }
            if (awaitEnd(process, Long.MAX_VALUE)) {
                Exit ended = exit(process.exitValue());
                exit.complete(ended);
                over.complete(ended);
            }
        }
    }

    /** Its last frame: with which code it ends, and whether its job has been done. */
    private void announce(int code, boolean done) {
        announced = code;
        if (done) {
            over.complete(exit(code));
            killUnlessGone();
        }
    }

    /** Whoever has nothing left to do and does not go, for it was stopped perhaps, is not waited for without end. */
    private void killUnlessGone() {
        CompletableFuture.delayedExecutor(ends.toNanos(), TimeUnit.NANOSECONDS).execute(() -> {
            if (!exit.isDone()) {
                signal(Signal.KILL);
            }
        });
    }

    /** The first complaint stays: the others follow from it. */
    private synchronized void complain(String sentence) {
        if (complaint == null) {
            complaint = sentence;
        }
    }

    private void hear(byte[] message) {
        try {
            told.accept(ObjectCodec.decode(message));
        } catch (RuntimeException fault) {
            complain("What it told could not be heard: " + sentence(fault));
        }
    }

    private void answer(long number, byte[] question) {
        byte[] answer;
        byte answered = 1;
        try {
            answer = ObjectCodec.encode(answers.apply(ObjectCodec.decode(question)));
            if (answer.length >= Link.MOST_BYTES - Long.BYTES) {
                throw new CannotCrossException(
                        "An answer of " + answer.length + " bytes cannot cross to another process: "
                                + "at most " + Link.MOST_BYTES + " are let through");
            }
        } catch (RuntimeException | Error thrown) {
            answered = 0;
            answer = encodeThrown(thrown);
        }
        link.send(FrameKind.ANSWER, ByteBuffer.allocate(Long.BYTES + 1).putLong(number).put(answered).array(), answer);
    }

    private static byte[] encodeThrown(Throwable thrown) {
        try {
            return ObjectCodec.encode(thrown);
        } catch (CannotCrossException notThis) {
            return ObjectCodec.encode(thrown.toString());
        }
    }

    private static String sentence(RuntimeException fault) {
        return fault instanceof CannotCrossException && fault.getMessage() != null ? fault.getMessage()
                : fault.toString();
    }

    private static byte[] rest(ByteBuffer content) {
        var bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
