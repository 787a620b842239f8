package dev.potok.simulation.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.codec.ObjectCodec;
import dev.potok.simulation.environment.Actor;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Kit;
import dev.potok.simulation.process.Nursery;
import dev.potok.simulation.process.Parent;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.shared.SharedWorld;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.RunClock;

/**
 * The life of an actor in a child, played to an empty house: what a JVM does for the first time takes it ten times as long
 * and more, and while a child waits for its job it has nothing else to do.
 *
 * <p>
 * It has a run of its own whose events nobody reads, and leaves nothing. {@code process} knows it by its name.
 */
public final class Rehearsal implements Runnable {
    private static final int ROUNDS = 40;
    private static final int RING_EVENTS = 1 << 12;

    @Override
    public void run() {
        var names = new Directory();
        ActorInfo actor = names.addActor("rehearsal", "rehearsal", ActorKind.PROCESS, 0);
        try (var world = SharedWorld.create(Nursery.quarters(), names, new RunClock(), LiveActor::current,
                id -> null)) {
            Body life = Rehearsal::live;
            var job = new ActorJob(world.file().toString(), 1, world.seat(1, actor),
                    new ActorJob.Ring(world.takeRing(RING_EVENTS), RING_EVENTS),
                    new ActorJob.Who(actor.id(), actor.name(), actor.group(), 0, 0), world.packFor(1, life),
                    Pace.FLAT_OUT, false, 0, RunClock.source());
            var copy = (ActorJob) ObjectCodec.decode(ObjectCodec.encode(job));
            if (copy != null) {
                copy.run(new Prompter());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (Exception failed) {
            throw new IllegalStateException("the rehearsal failed", failed);
        }
    }

    /** A little of everything. */
    private static void live(Actor self) throws InterruptedException {
        Kit kit = ((LiveActor) self).rehearsalKit();
        var number = kit.variable("number", 0);
        var mutex = kit.mutex("mutex");
        var permits = kit.semaphore("permits", 1);
        var gate = kit.barrier("gate", 1);
        var lamp = kit.event("lamp");
        var belt = kit.<Object>queue("belt", 2);
        var count = kit.counter("count");
        lamp.set();
        for (int i = 0; i < ROUNDS; i++) {
            mutex.lock();
            number.store(number.load() + 1);
            mutex.unlock();
            permits.acquire();
            permits.release();
            gate.await();
            lamp.await();
            belt.put(i % 2 == 0 ? "item " + i : List.of(i, 0.5 * i));
            belt.take();
            count.add(1);
        }
        self.print("ready");
    }

    /** A parent that answers everything. */
    private static final class Prompter implements Parent {
        private final AtomicInteger lastNumber = new AtomicInteger(1);

        @Override
        public Object ask(@Nullable Object question) {
            return lastNumber.incrementAndGet();
        }

        @Override
        public void tell(@Nullable Object message) {
            // There is nobody to hear it.
        }

        @Override
        public void onTold(Consumer<@Nullable Object> listener) {
            // Nothing is told.
        }

        @Override
        public void onInterrupt(Runnable handler) {
            // Nobody interrupts.
        }

        @Override
        public void onTerminate(Runnable handler) {
            // Nor ends it.
        }

        @Override
        public long offsetNanos() {
            return 0;
        }
    }
}
