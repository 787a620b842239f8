package dev.potok.simulation.bench;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.process.Child;
import dev.potok.simulation.process.Exit;
import dev.potok.simulation.process.Signal;

/** A child with a {@link Service}, as its master sees it. Confined to the master's thread. */
final class Servant implements AutoCloseable {
    private final Child child;
    private final BlockingQueue<Long> orders = new LinkedBlockingQueue<>();
    /** What the child has said, or how it ended. */
    private final BlockingQueue<Object> said = new LinkedBlockingQueue<>();
    private boolean gone;

    /** Gives the child its errand, and does not wait for it to come. */
    Servant(Child child, Path file, Errand errand) {
        this.child = child;
        child.assign(new Service(file.toString(), errand), this::answer, told -> {});
        var end = child.over().thenAccept(said::add);
        assert !end.isCompletedExceptionally();
    }

    /** On a thread of its own, which may wait. */
    private Object answer(@Nullable Object time) {
        said.add(Objects.requireNonNull(time));
        while (true) {
            try {
                return orders.take();
            } catch (InterruptedException nobodyDoes) {
                continue;
            }
        }
    }

    /** Lets it do its errand so many times; {@link #await} before the next order. */
    void order(long times) {
        orders.add(times);
    }

    /** Waits until it has come, or has done what it was ordered to; returns what it said. */
    long await() throws InterruptedException {
        return switch (said.take()) {
            case Long time -> time;
            case Exit exit -> {
                gone = true;
                throw new BenchFailedException("Process " + child.pid() + " ended with code " + exit.code()
                        + " while it was measured" + exit.complaint().map(why -> ": " + why).orElse(""));
            }
            default -> throw new IllegalStateException("a child says numbers alone");
        };
    }

    /** Lets it go, and waits until it is over with it. */
    void dismiss() throws InterruptedException {
        order(0);
        if (said.take() instanceof Exit) {
            gone = true;
        } else {
            throw new IllegalStateException("a child that was let go has nothing to say");
        }
    }

    /** Ends it, whatever it does; it may take a moment to be gone. */
    @Override
    public void close() {
        if (!gone) {
            order(0); // the thread that answers it is not to wait for ever
            child.signal(Signal.KILL);
        }
    }
}
