package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Atomic;
import dev.potok.simulation.environment.Barrier;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.BoundedQueue.Order;
import dev.potok.simulation.environment.Condition;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Event;
import dev.potok.simulation.environment.Exchanger;
import dev.potok.simulation.environment.Fairness;
import dev.potok.simulation.environment.Latch;
import dev.potok.simulation.environment.Lock;
import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.environment.Phaser;
import dev.potok.simulation.environment.ReadWriteLock;
import dev.potok.simulation.environment.ReentrantMutex;
import dev.potok.simulation.environment.Remote;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Semaphore;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.environment.SharedVariable;
import dev.potok.simulation.environment.StampedLock;
import dev.potok.simulation.environment.TransferQueue;
import java.time.Duration;
import java.util.List;

/** One primitive, some threads, and a button for everything they can do with it. */
public final class Playground implements Scenario {
    @Override
    public String id() {
        return "playground";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("primitive", List.of("mutex", "reentrant-mutex", "condition",
                        "read-write-lock", "stamped-lock", "semaphore", "barrier", "latch", "phaser", "exchanger",
                        "event", "queue", "stack", "priority-queue", "transfer-queue", "variable", "atomic")),
                new Setting.WholeNumber("size", 1, 12, 2, ""),
                new Setting.Choice("fairness", List.of("fair", "barging")),
                new Setting.WholeNumber("actors", 1, 12, 3, "threads"),
                new Setting.Presses("presses"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int size = settings.integer("size");
        var fairness = settings.choice("fairness").equals("fair") ? Fairness.FAIR : Fairness.BARGING;
        var remote = env.remote(settings.presses("presses"));

        switch (settings.choice("primitive")) {
            case "mutex" -> mutex(remote, env.mutex("lock", fairness));
            case "reentrant-mutex" -> reentrant(remote, env.reentrantMutex("lock"));
            case "condition" -> {
                var lock = env.mutex("lock", fairness);
                condition(remote, lock, lock.condition("lounge"));
            }
            case "read-write-lock" -> readWrite(remote, env.readWriteLock("room"));
            case "stamped-lock" -> stamped(remote, env.stampedLock("room"));
            case "semaphore" -> semaphore(remote, env.semaphore("permits", size, fairness));
            case "barrier" -> barrier(remote, env.barrier("gate", size));
            case "latch" -> latch(remote, env.latch("gate", size));
            case "phaser" -> phaser(remote, env.phaser("gate", size));
            case "exchanger" -> exchanger(remote, env.exchanger("table"));
            case "event" -> event(remote, env.event("lamp"));
            case "queue" -> queue(remote, env.queue("items", size, Order.FIFO));
            case "stack" -> queue(remote, env.queue("items", size, Order.LIFO));
            case "priority-queue" -> priorityQueue(remote, env.queue("items", size, Order.PRIORITY));
            case "transfer-queue" -> transferQueue(remote, env.transferQueue("items"));
            case "variable" -> variable(remote, env.variable("count", 0));
            default -> atomic(remote, env.atomic("count", 0));
        }
        remote.offer("sleep(1 s)", self -> self.sleep(SECOND));
        remote.ask("interrupted()", self -> self.interrupted());

        remote.serve("thread", settings.integer("actors"));
        env.result("presses", remote.presses());
    }

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void mutex(Remote remote, Mutex lock) {
        lock(remote, lock);
        remote.example("1 lock(); 2 lock(); 3 tryLock(); 3 unlock(); 1 unlock(); 2 unlock()");
    }

    private static void reentrant(Remote remote, ReentrantMutex lock) {
        lock(remote, lock);
        remote.ask("holdCount()", self -> lock.holdCount());
        remote.example("1 lock(); 1 lock(); 1 holdCount(); 2 lock(); 1 unlock(); 1 unlock(); 2 unlock()");
    }

    private static void lock(Remote remote, Lock lock) {
        remote.offer("lock()", self -> lock.lock());
        remote.offer("lockInterruptibly()", self -> lock.lockInterruptibly());
        remote.ask("tryLock()", self -> lock.tryLock());
        remote.ask("tryLock(1 s)", self -> lock.tryLock(SECOND));
        remote.offer("unlock()", self -> lock.unlock());
    }

    private static void condition(Remote remote, Mutex mutex, Condition lounge) {
        remote.offer("lock()", self -> mutex.lock());
        remote.offer("unlock()", self -> mutex.unlock());
        remote.offer("await()", self -> lounge.await());
        remote.ask("await(1 s)", self -> lounge.await(SECOND));
        remote.offer("signal()", self -> lounge.signal());
        remote.offer("signalAll()", self -> lounge.signalAll());
        remote.example("1 lock(); 1 await(); 2 lock(); 2 await(); 3 lock(); 3 signalAll(); 3 unlock(); "
                + "1 unlock(); 2 unlock()");
    }

    private static void readWrite(Remote remote, ReadWriteLock room) {
        Lock read = room.readLock();
        Lock write = room.writeLock();
        remote.offer("read.lock()", self -> read.lock());
        remote.offer("read.lockInterruptibly()", self -> read.lockInterruptibly());
        remote.ask("read.tryLock()", self -> read.tryLock());
        remote.ask("read.tryLock(1 s)", self -> read.tryLock(SECOND));
        remote.offer("read.unlock()", self -> read.unlock());
        remote.offer("write.lock()", self -> write.lock());
        remote.offer("write.lockInterruptibly()", self -> write.lockInterruptibly());
        remote.ask("write.tryLock()", self -> write.tryLock());
        remote.ask("write.tryLock(1 s)", self -> write.tryLock(SECOND));
        remote.offer("write.unlock()", self -> write.unlock());
        remote.example("1 read.lock(); 2 read.lock(); 3 write.lock(); 1 read.unlock(); 1 read.lock(); "
                + "2 read.unlock(); 3 write.unlock()");
    }

    private static void stamped(Remote remote, StampedLock room) {
        ThreadLocal<Long> stamp = ThreadLocal.withInitial(() -> 0L);
        remote.ask("readLock()", self -> keep(stamp, room.readLock()));
        remote.offer("unlockRead(stamp)", self -> room.unlockRead(stamp.get()));
        remote.ask("writeLock()", self -> keep(stamp, room.writeLock()));
        remote.offer("unlockWrite(stamp)", self -> room.unlockWrite(stamp.get()));
        remote.ask("tryOptimisticRead()", self -> keep(stamp, room.tryOptimisticRead()));
        remote.ask("validate(stamp)", self -> room.validate(stamp.get()));
        remote.ask("tryConvertToWriteLock(stamp)", self -> keep(stamp, room.tryConvertToWriteLock(stamp.get())));
        remote.example("1 tryOptimisticRead(); 1 validate(stamp); 1 tryOptimisticRead(); 2 writeLock(); "
                + "2 unlockWrite(stamp); 1 validate(stamp)");
    }

    private static long keep(ThreadLocal<Long> mine, long value) {
        mine.set(value);
        return value;
    }

    private static void semaphore(Remote remote, Semaphore permits) {
        remote.offer("acquire()", self -> permits.acquire());
        remote.ask("tryAcquire()", self -> permits.tryAcquire());
        remote.ask("tryAcquire(1 s)", self -> permits.tryAcquire(SECOND));
        remote.offer("release()", self -> permits.release());
        remote.example("1 acquire(); 2 acquire(); 3 acquire(); 1 tryAcquire(); 1 release(); "
                + "2 release(); 3 release()");
    }

    private static void barrier(Remote remote, Barrier barrier) {
        remote.ask("await()", self -> barrier.await());
        remote.ask("await(1 s)", self -> barrier.await(SECOND));
        remote.offer("abort()", self -> barrier.abort());
        remote.offer("reset()", self -> barrier.reset());
        remote.example("1 await(); 2 await(); 3 await(); 1 await(); 2 await(); 3 abort(); 3 reset()");
    }

    private static void latch(Remote remote, Latch latch) {
        remote.offer("countDown()", self -> latch.countDown());
        remote.offer("await()", self -> latch.await());
        remote.ask("await(1 s)", self -> latch.await(SECOND));
        remote.ask("count()", self -> latch.count());
        remote.example("1 await(); 2 await(); 3 countDown(); 3 count(); 3 countDown(); 1 await()");
    }

    private static void phaser(Remote remote, Phaser phaser) {
        remote.ask("register()", self -> phaser.register());
        remote.ask("arrive()", self -> phaser.arrive());
        remote.ask("arriveAndDeregister()", self -> phaser.arriveAndDeregister());
        remote.ask("arriveAndAwaitAdvance()", self -> phaser.arriveAndAwaitAdvance());
        remote.ask("awaitAdvance(phase())", self -> phaser.awaitAdvance(phaser.phase()));
        remote.ask("phase()", self -> phaser.phase());
        remote.example("1 arriveAndAwaitAdvance(); 2 arriveAndAwaitAdvance(); 3 register(); "
                + "1 arriveAndAwaitAdvance(); 2 arriveAndDeregister(); 3 arrive()");
    }

    private static void exchanger(Remote remote, Exchanger<String> table) {
        remote.ask("exchange(mine)", self -> table.exchange("from " + self.name()));
        remote.ask("exchange(mine, 1 s)", self -> table.exchange("from " + self.name(), SECOND));
        remote.example("1 exchange(mine); 2 exchange(mine); 3 exchange(mine, 1 s); 1 s");
    }

    private static void event(Remote remote, Event lamp) {
        remote.offer("set()", self -> lamp.set());
        remote.offer("clear()", self -> lamp.clear());
        remote.ask("isSet()", self -> lamp.isSet());
        remote.offer("await()", self -> lamp.await());
        remote.ask("await(1 s)", self -> lamp.await(SECOND));
        remote.example("1 await(); 2 await(); 3 set(); 1 await(); 3 clear(); 1 await(); 3 set()");
    }

    private record Item(String from, long rank) implements BoundedQueue.Ranked {
        @Override
        public String toString() {
            return "from " + from;
        }
    }

    private static void queue(Remote remote, BoundedQueue<Item> items) {
        remote.offer("put(item)", self -> items.put(new Item(self.name(), 2)));
        remote.ask("offer(item)", self -> items.offer(new Item(self.name(), 2)));
        remote.ask("offer(item, 1 s)", self -> items.offer(new Item(self.name(), 2), SECOND));
        remote.ask("take()", self -> items.take());
        remote.ask("poll()", self -> items.poll());
        remote.ask("poll(1 s)", self -> items.poll(SECOND));
        remote.ask("size()", self -> items.size());
        remote.ask("isEmpty()", self -> items.isEmpty());
        remote.offer("taskDone()", self -> items.taskDone());
        remote.offer("join()", self -> items.join());
        remote.offer("close()", self -> items.close());
        remote.example("1 take(); 2 put(item); 2 put(item); 3 put(item); 2 put(item); 1 take(); "
                + "1 take(); 1 poll()");
    }

    private static void priorityQueue(Remote remote, BoundedQueue<Item> items) {
        remote.offer("put(urgent)", self -> items.put(new Item(self.name(), 1)));
        queue(remote, items);
        remote.example("2 put(item); 3 put(urgent); 1 take(); 1 take(); 1 take(); 2 put(item)");
    }

    private static void transferQueue(Remote remote, TransferQueue<String> hands) {
        remote.offer("put(item)", self -> hands.put("from " + self.name()));
        remote.offer("transfer(item)", self -> hands.transfer("from " + self.name()));
        remote.ask("tryTransfer(item)", self -> hands.tryTransfer("from " + self.name()));
        remote.ask("tryTransfer(item, 1 s)", self -> hands.tryTransfer("from " + self.name(), SECOND));
        remote.ask("take()", self -> hands.take());
        remote.ask("poll(1 s)", self -> hands.poll(SECOND));
        remote.example("1 tryTransfer(item); 1 transfer(item); 2 put(item); 3 take(); 3 take(); "
                + "3 take(); 1 tryTransfer(item)");
    }

    private static void variable(Remote remote, SharedVariable count) {
        ThreadLocal<Long> copy = ThreadLocal.withInitial(() -> 0L);
        remote.ask("load()", self -> keep(copy, count.load()));
        remote.offer("store(copy + 1)", self -> count.store(copy.get() + 1));
        remote.example("1 load(); 2 load(); 1 store(copy + 1); 2 store(copy + 1); 3 load()");
    }

    private static void atomic(Remote remote, Atomic count) {
        ThreadLocal<Long> seen = ThreadLocal.withInitial(() -> 0L);
        remote.ask("get()", self -> keep(seen, count.get()));
        remote.ask("compareAndSet(seen, seen + 1)", self -> count.compareAndSet(seen.get(), seen.get() + 1));
        remote.example("1 get(); 2 get(); 1 compareAndSet(seen, seen + 1); "
                + "2 compareAndSet(seen, seen + 1); 2 get(); 2 compareAndSet(seen, seen + 1)");
    }
}
