package dev.potok.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.potok.simulation.environment.Barrier.BrokenBarrierException;
import dev.potok.simulation.environment.BoundedQueue.Order;
import dev.potok.simulation.environment.BoundedQueue.Ranked;
import dev.potok.simulation.environment.Condition;
import dev.potok.simulation.environment.Fairness;
import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.testing.TestRuns.Program;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

/** What each primitive promises, on real threads and on virtual cores alike. */
class PrimitivesTest {
    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Runs it to its end, which must be a good one, with all checks kept. */
    private static Trace complete(Mode mode, Program program) {
        Run run = TestRuns.start(mode, program);
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.failures()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
        return run.trace();
    }

    private static List<Event> on(Trace trace, String resource, EventKind kind) {
        int id = TestRuns.resource(trace, resource);
        return TestRuns.events(trace, kind).stream().filter(event -> event.resource() == id).toList();
    }

    // ---- time-outs and interrupts

    @InBoth
    void a_wait_ends_when_its_time_is_over_and_nothing_is_held(Mode mode) {
        Trace trace = complete(mode, env -> {
            var door = env.mutex("door");
            var permits = env.semaphore("permits", 1);
            var lamp = env.event("lamp");
            var latch = env.latch("latch", 1);
            var belt = env.<String>queue("belt", 1);
            door.lock();
            permits.acquire();
            var other = env.thread("other", self -> {
                assertThat(door.tryLock(SHORT)).isFalse();
                assertThat(door.tryLock()).isFalse();
                assertThat(permits.tryAcquire(SHORT)).isFalse();
                assertThat(permits.tryAcquire()).isFalse();
                assertThat(lamp.await(SHORT)).isFalse();
                assertThat(latch.await(SHORT)).isFalse();
                assertThat(belt.poll(SHORT)).isEmpty();
                assertThat(belt.poll()).isEmpty();
                belt.put("only");
                assertThat(belt.offer("one too many", SHORT)).isFalse();
                assertThat(belt.offer("one too many")).isFalse();
                assertThatThrownBy(door::unlock).isInstanceOf(IllegalMonitorStateException.class);
            });
            other.start();
            other.join();
            assertThat(belt.take()).contains("only");
            door.unlock();
            permits.release();
            assertThat(door.tryLock(SHORT)).isTrue();
            door.unlock();
        });
        assertThat(TestRuns.events(trace, EventKind.WAIT_ENDED)).hasSize(6)
                .allSatisfy(event -> assertThat(event.argument()).isEqualTo(1));
    }

    @InBoth
    void what_is_granted_in_time_is_no_time_out(Mode mode) {
        complete(mode, env -> {
            var door = env.mutex("door");
            var belt = env.<String>queue("belt", 1);
            door.lock();
            var other = env.thread("other", self -> {
                assertThat(door.tryLock(LONG)).isTrue();
                door.unlock();
                assertThat(belt.poll(LONG)).contains("bread");
            });
            other.start();
            door.unlock();
            belt.put("bread");
            other.join();
        });
    }

    @InBoth
    void an_interrupt_ends_a_wait_and_a_sleep_and_is_kept_until_there_is_one(Mode mode) {
        Trace trace = complete(mode, env -> {
            var door = env.mutex("door");
            var ready = env.latch("ready", 1);
            var passed = env.latch("passed", 1);
            var told = env.counter("told");
            door.lock();
            var waiting = env.thread("waiting", self -> {
                ready.countDown();
                try {
                    door.lockInterruptibly();
                } catch (InterruptedException interrupted) {
                    told.add(1);
                }
                assertThat(self.interrupted()).as("it was told already").isFalse();
                ready.await();
                passed.countDown(); // from here on an interrupt meets the sleep, or is kept for it
                try {
                    self.sleep(LONG);
                } catch (InterruptedException interrupted) {
                    told.add(1);
                }
            });
            waiting.start();
            ready.await();
            waiting.interrupt();
            var again = env.thread("again", self -> {
                passed.await();
                waiting.interrupt();
            });
            again.start();
            again.join();
            waiting.join();
            waiting.interrupt(); // nothing happens to one who has ended
            env.expect("told-twice", () -> told.get() == 2, told::get);
        });
        assertThat(TestRuns.events(trace, EventKind.INTERRUPTED)).hasSize(2)
                .allSatisfy(event -> assertThat(event.actor()).isEqualTo(TestRuns.actor(trace, "waiting")));
        assertThat(on(trace, "door", EventKind.ACQUIRED)).hasSize(1);
    }

    @InBoth
    void a_plain_lock_is_not_ended_by_an_interrupt_which_is_kept(Mode mode) {
        complete(mode, env -> {
            var door = env.mutex("door");
            var lamp = env.event("lamp");
            var waits = env.latch("waits", 1);
            door.lock();
            var waiting = env.thread("waiting", self -> {
                waits.countDown();
                door.lock();
                assertThatThrownBy(lamp::await).isInstanceOf(InterruptedException.class);
                door.unlock();
            });
            waiting.start();
            waits.await();
            waiting.interrupt();
            door.unlock();
            waiting.join();
        });
    }

    @InBoth
    void a_call_of_the_system_is_interrupted(Mode mode) {
        if (mode == Mode.VIRTUAL) {
            return; // a call takes no virtual time, so nobody can come in between
        }
        var called = new CountDownLatch(1);
        complete(mode, env -> {
            var caller = env.thread("caller", self -> {
                assertThatThrownBy(() -> self.io("wait for ever", () -> {
                    called.countDown();
                    new CountDownLatch(1).await();
                    return "never";
                })).isInstanceOf(InterruptedException.class);
                self.sleep(Duration.ZERO.plusMillis(1)); // the mark is gone but for our own
            });
            caller.start();
            TestRuns.until("the call is made", () -> called.getCount() == 0);
            caller.interrupt();
            caller.join();
        });
    }

    // ---- locks

    @InBoth
    void a_reentrant_mutex_is_free_when_left_as_often_as_entered(Mode mode) {
        Trace trace = complete(mode, env -> {
            var door = env.reentrantMutex("door");
            var order = Collections.synchronizedList(new ArrayList<String>());
            door.lock();
            door.lock();
            assertThat(door.tryLock()).isTrue();
            assertThat(door.holdCount()).isEqualTo(3);
            var other = env.thread("other", self -> {
                assertThat(door.holdCount()).isZero();
                door.lock();
                order.add("other");
                door.unlock();
            });
            other.start();
            door.unlock();
            door.unlock();
            order.add("main");
            door.unlock();
            other.join();
            assertThat(order).containsExactly("main", "other");
            assertThatThrownBy(door::unlock).isInstanceOf(IllegalMonitorStateException.class);
        });
        assertThat(on(trace, "door", EventKind.ACQUIRED)).hasSize(4);
        assertThat(on(trace, "door", EventKind.RELEASED)).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(Fairness.class)
    void many_take_and_leave_a_lock_of_either_fairness(Fairness fairness) {
        for (Mode mode : Mode.values()) {
            var plain = new long[1];
            complete(mode, env -> {
                var door = env.mutex("door", fairness);
                var permits = env.semaphore("permits", 2, fairness);
                var workers = env.threads("worker", 4, self -> {
                    for (int i = 0; i < 300; i++) {
                        permits.acquire();
                        door.lock();
                        plain[0]++;
                        door.unlock();
                        permits.release();
                        if (door.tryLock(Duration.ofMillis(self.index()))) {
                            plain[0]++;
                            door.unlock();
                        } else {
                            door.lock();
                            plain[0]++;
                            door.unlock();
                        }
                    }
                });
                workers.start();
                workers.join();
            });
            assertThat(plain[0]).isEqualTo(2400);
        }
    }

    @InBoth
    void readers_share_and_a_writer_is_alone(Mode mode) {
        var inside = new long[2];
        complete(mode, env -> {
            var lock = env.readWriteLock("library");
            var guard = env.mutex("guard");
            var readers = env.threads("reader", 3, self -> {
                for (int i = 0; i < 100; i++) {
                    lock.readLock().lock();
                    lock.readLock().lock(); // again, though a writer may wait
                    guard.lock();
                    inside[0]++;
                    assertThat(inside[1]).isZero();
                    guard.unlock();
                    self.work(1);
                    guard.lock();
                    inside[0]--;
                    guard.unlock();
                    lock.readLock().unlock();
                    lock.readLock().unlock();
                }
            });
            var writers = env.threads("writer", 2, self -> {
                for (int i = 0; i < 100; i++) {
                    lock.writeLock().lock();
                    lock.readLock().lock(); // who writes may read as well
                    guard.lock();
                    inside[1]++;
                    assertThat(inside[0]).isZero();
                    assertThat(inside[1]).isEqualTo(1);
                    inside[1]--;
                    guard.unlock();
                    lock.readLock().unlock();
                    lock.writeLock().unlock();
                }
            });
            readers.start();
            writers.start();
            readers.join();
            writers.join();
            assertThatThrownBy(() -> lock.readLock().unlock()).isInstanceOf(IllegalMonitorStateException.class);
            assertThatThrownBy(() -> lock.writeLock().unlock()).isInstanceOf(IllegalMonitorStateException.class);
        });
    }

    @InBoth
    void a_writer_who_gives_up_lets_the_readers_behind_go(Mode mode) {
        complete(mode, env -> {
            var lock = env.readWriteLock("library");
            var writes = env.latch("writer came", 1);
            var read = env.latch("has read", 1);
            lock.readLock().lock();
            var writer = env.thread("writer", self -> {
                writes.countDown();
                assertThat(lock.writeLock().tryLock(SHORT)).isFalse();
            });
            var reader = env.thread("reader", self -> {
                writes.await();
                lock.readLock().lock();
                read.countDown();
                lock.readLock().unlock();
            });
            writer.start();
            reader.start();
            read.await(); // while main reads on
            lock.readLock().unlock();
            writer.join();
            reader.join();
        });
    }

    @InBoth
    void a_reader_who_wants_to_write_waits_for_itself(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var lock = env.readWriteLock("library");
            lock.readLock().lock();
            lock.writeLock().lock();
        });
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.DEADLOCKED);
        assertThat(TestRuns.events(run.trace(), EventKind.DEADLOCKED)).singleElement()
                .satisfies(event -> assertThat(event.resource()).isEqualTo(TestRuns.resource(run.trace(), "library")));
    }

    @InBoth
    void a_stamp_is_good_until_somebody_writes(Mode mode) {
        complete(mode, env -> {
            var lock = env.stampedLock("position");
            long seen = lock.tryOptimisticRead();
            assertThat(lock.validate(seen)).isTrue();
            long reads = lock.readLock();
            long readsToo = lock.readLock();
            assertThat(readsToo).isNotEqualTo(reads);
            assertThat(lock.validate(seen)).isTrue();
            assertThat(lock.tryConvertToWriteLock(reads)).as("another reads").isZero();
            lock.unlockRead(readsToo);
            assertThatThrownBy(() -> lock.unlockRead(readsToo)).isInstanceOf(IllegalMonitorStateException.class);
            long writes = lock.tryConvertToWriteLock(reads);
            assertThat(writes).isNotZero();
            assertThat(lock.tryConvertToWriteLock(writes)).isEqualTo(writes);
            assertThat(lock.tryOptimisticRead()).as("somebody writes").isZero();
            assertThat(lock.validate(seen)).isFalse();
            assertThat(lock.validate(0)).isFalse();
            assertThatThrownBy(() -> lock.unlockWrite(writes + 1)).isInstanceOf(IllegalMonitorStateException.class);
            lock.unlockWrite(writes);
            assertThat(lock.tryConvertToWriteLock(seen)).as("an old stamp").isZero();
            long writesAgain = lock.tryConvertToWriteLock(lock.tryOptimisticRead());
            assertThat(writesAgain).isNotZero();
            lock.unlockWrite(writesAgain);
            long third = lock.writeLock();
            lock.unlockWrite(third);
        });
    }

    // ---- conditions

    @InBoth
    void a_signal_moves_one_who_waits_to_the_line_of_the_mutex(Mode mode) {
        Trace trace = complete(mode, env -> {
            var door = env.reentrantMutex("door");
            Condition bell = door.condition("bell");
            var rests = env.latch("rests", 2);
            assertThatThrownBy(bell::signal).isInstanceOf(IllegalMonitorStateException.class);
            assertThatThrownBy(bell::await).isInstanceOf(IllegalMonitorStateException.class);
            door.lock();
            bell.signal(); // nobody is there
            assertThat(bell.await(SHORT)).isFalse();
            door.unlock();
            var guests = env.threads("guest", 2, self -> {
                door.lock();
                door.lock();
                rests.countDown();
                bell.await();
                assertThat(door.holdCount()).as("it comes back as deep as it was").isEqualTo(2);
                door.unlock();
                door.unlock();
            });
            guests.start();
            rests.await();
            door.lock(); // both rest by now, for each had the mutex until it did
            bell.signalAll();
            door.unlock();
            guests.join();
        });
        assertThat(on(trace, "bell", EventKind.NOTIFIED)).extracting(Event::argument).containsExactly(0L, 2L);
        assertThat(on(trace, "bell", EventKind.WAIT_BEGUN)).hasSize(3);
        assertThat(on(trace, "door", EventKind.ACQUIRED)).filteredOn(event -> event.argument() == 2).hasSize(2);
        assertThat(trace.directory().resource(TestRuns.resource(trace, "bell")).partOf())
                .isEqualTo(TestRuns.resource(trace, "door"));
    }

    @InBoth
    void an_interrupt_in_the_lounge_is_told_with_the_mutex_held(Mode mode) {
        complete(mode, env -> {
            var door = env.mutex("door");
            var bell = door.condition("bell");
            var rests = env.latch("rests", 1);
            var guest = env.thread("guest", self -> {
                door.lock();
                rests.countDown();
                assertThatThrownBy(bell::await).isInstanceOf(InterruptedException.class);
                door.unlock(); // which throws if it does not hold it
            });
            guest.start();
            rests.await();
            door.lock();
            guest.interrupt();
            door.unlock();
            guest.join();
        });
    }

    // ---- gates and lamps

    @InBoth
    void a_barrier_breaks_when_one_has_waited_too_long_and_can_be_mended(Mode mode) {
        Trace trace = complete(mode, env -> {
            var gate = env.barrier("gate", 2);
            assertThatThrownBy(() -> gate.await(SHORT)).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(gate::await).isInstanceOf(BrokenBarrierException.class);
            gate.reset();
            var other = env.thread("other", self -> gate.await());
            other.start();
            gate.await(LONG);
            other.join();
        });
        assertThat(on(trace, "gate", EventKind.BROKEN)).hasSize(1);
        assertThat(on(trace, "gate", EventKind.MENDED)).hasSize(1);
    }

    @InBoth
    void who_comes_interrupted_breaks_the_barrier_for_the_others(Mode mode) {
        complete(mode, env -> {
            var gate = env.barrier("gate", 2);
            var told = env.latch("told", 1);
            var other = env.thread("other", self -> assertThatThrownBy(gate::await)
                    .isInstanceOf(BrokenBarrierException.class));
            var victim = env.thread("victim", self -> {
                while (told.count() > 0) {
                    self.work(1);
                }
                assertThatThrownBy(gate::await).isInstanceOfAny(InterruptedException.class,
                        BrokenBarrierException.class);
            });
            other.start();
            victim.start();
            victim.interrupt();
            told.countDown();
            victim.join();
            other.join();
        });
    }

    @InBoth
    void who_was_signalled_has_no_time_out_any_more(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var door = env.mutex("door");
            var bell = door.condition("bell");
            var inside = env.latch("inside", 1);
            var guest = env.thread("guest", self -> {
                door.lock();
                inside.countDown();
                bell.await(LONG);
                door.unlock();
            });
            guest.start();
            inside.await();
            door.lock(); // only once it rests
            bell.signal();
            guest.join(); // which waits for the door that main holds
        });
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.DEADLOCKED);
        assertThat(TestRuns.events(run.trace(), EventKind.DEADLOCKED)).hasSize(2);
    }

    @InBoth
    void a_reader_behind_a_writer_who_may_give_up_is_in_no_circle(Mode mode) {
        Trace trace = complete(mode, env -> {
            var room = env.readWriteLock("room");
            var begun = env.latch("begun", 1);
            room.readLock().lock();
            var writer = env.thread("writer", self -> {
                begun.countDown();
                assertThat(room.writeLock().tryLock(Duration.ofSeconds(30))).isFalse(); // flat out 0.3 s
            });
            var reader = env.thread("reader", self -> {
                begun.await();
                self.sleep(SHORT);
                room.readLock().lock();
                room.readLock().unlock();
            });
            writer.start();
            reader.start();
            reader.join();
            room.readLock().unlock();
            writer.join();
        });
        assertThat(TestRuns.events(trace, EventKind.DEADLOCKED)).isEmpty();
    }

    @InBoth
    void a_lamp_lets_pass_while_it_is_on(Mode mode) {
        Trace trace = complete(mode, env -> {
            var lamp = env.event("lamp");
            lamp.set();
            lamp.set();
            lamp.await();
            assertThat(lamp.isSet()).isTrue();
            lamp.clear();
            lamp.clear();
            assertThat(lamp.await(SHORT)).isFalse();
            var waiting = env.threads("waiting", 3, self -> lamp.await());
            waiting.start();
            lamp.set();
            waiting.join();
        });
        assertThat(on(trace, "lamp", EventKind.SET)).hasSize(2);
        assertThat(on(trace, "lamp", EventKind.CLEARED)).hasSize(1);
        assertThat(on(trace, "lamp", EventKind.PASSED)).hasSize(4);
    }

    @InBoth
    void a_latch_opens_at_nought_for_good(Mode mode) {
        complete(mode, env -> {
            var latch = env.latch("latch", 2);
            var waiting = env.threads("waiting", 2, self -> latch.await());
            waiting.start();
            latch.countDown();
            assertThat(latch.count()).isEqualTo(1);
            assertThat(latch.await(SHORT)).isFalse();
            latch.countDown();
            latch.countDown();
            latch.await();
            waiting.join();
            assertThat(latch.count()).isZero();
        });
    }

    @InBoth
    void parties_of_a_phaser_come_and_go(Mode mode) {
        complete(mode, env -> {
            var tour = env.phaser("tour", 1);
            assertThat(tour.phase()).isZero();
            assertThat(tour.register()).isZero();
            var walked = env.latch("walked", 1);
            var guest = env.thread("guest", self -> {
                assertThat(tour.arriveAndAwaitAdvance()).isEqualTo(1);
                walked.countDown();
                assertThat(tour.arriveAndDeregister()).isEqualTo(1);
            });
            guest.start();
            assertThat(tour.arriveAndAwaitAdvance()).isEqualTo(1);
            walked.await();
            guest.join();
            assertThat(tour.arrive()).isEqualTo(1); // alone now, so it goes on at once
            assertThat(tour.phase()).isEqualTo(2);
            assertThat(tour.awaitAdvance(1)).isEqualTo(2);
            assertThat(tour.arriveAndDeregister()).isEqualTo(2);
            assertThat(tour.phase()).as("terminated").isNegative();
            assertThat(tour.arriveAndAwaitAdvance()).isNegative();
            assertThat(tour.register()).isNegative();
        });
    }

    @InBoth
    void who_is_not_expected_at_a_phaser_is_told(Mode mode) {
        complete(mode, env -> {
            var tour = env.phaser("tour", 0);
            assertThatThrownBy(tour::arrive).isInstanceOf(IllegalStateException.class).hasMessageContaining("tour");
        });
    }

    @InBoth
    void two_swap_and_who_finds_nobody_keeps_his_own(Mode mode) {
        Trace trace = complete(mode, env -> {
            var table = env.<String>exchanger("table");
            assertThatThrownBy(() -> table.exchange("alone", SHORT)).isInstanceOf(TimeoutException.class);
            var other = env.thread("other", self -> assertThat(table.exchange("tea")).isEqualTo("coffee"));
            other.start();
            assertThat(table.exchange("coffee", LONG)).isEqualTo("tea");
            other.join();
        });
        assertThat(on(trace, "table", EventKind.WITHDRAWN)).extracting(Event::argument).containsExactly(1L);
        assertThat(on(trace, "table", EventKind.EXCHANGED)).extracting(Event::argument)
                .containsExactlyInAnyOrder(2L, 3L);
    }

    // ---- queues

    private record Job(long rank, String name) implements Ranked {}

    @InBoth
    void items_leave_in_the_order_of_the_queue(Mode mode) {
        complete(mode, env -> {
            var fifo = env.<Job>queue("fifo", 3);
            var stack = env.<Job>queue("stack", 3, Order.LIFO);
            var urgent = env.<Job>queue("urgent", 0, Order.PRIORITY);
            for (var queue : List.of(fifo, stack, urgent)) {
                queue.put(new Job(2, "a"));
                queue.put(new Job(1, "b"));
                queue.put(new Job(2, "c"));
                assertThat(queue.size()).isEqualTo(3);
            }
            assertThat(List.of(fifo.take().orElseThrow().name, fifo.take().orElseThrow().name,
                    fifo.take().orElseThrow().name)).containsExactly("a", "b", "c");
            assertThat(List.of(stack.take().orElseThrow().name, stack.take().orElseThrow().name,
                    stack.take().orElseThrow().name)).containsExactly("c", "b", "a");
            assertThat(List.of(urgent.take().orElseThrow().name, urgent.take().orElseThrow().name,
                    urgent.take().orElseThrow().name)).containsExactly("b", "a", "c");
            assertThat(fifo.isEmpty()).isTrue();
            var unranked = env.<String>queue("unranked", 0, Order.PRIORITY);
            assertThatThrownBy(() -> unranked.put("x")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unranked");
            var full = env.queue("full", 1, Order.PRIORITY);
            full.put(new Job(1, "a"));
            assertThatThrownBy(() -> full.put("x")).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @InBoth
    void a_queue_is_joined_when_all_is_done(Mode mode) {
        complete(mode, env -> {
            var belt = env.<String>queue("belt", 0);
            belt.join(); // nothing was put
            var done = env.counter("done");
            for (int i = 0; i < 20; i++) {
                belt.put("item");
            }
            var workers = env.threads("worker", 3, self -> {
                while (belt.take().isPresent()) {
                    self.work(1);
                    done.add(1);
                    belt.taskDone();
                }
            });
            workers.start();
            belt.join();
            assertThat(done.get()).isEqualTo(20);
            assertThatThrownBy(belt::taskDone).isInstanceOf(IllegalStateException.class).hasMessageContaining("belt");
            belt.close();
            workers.join();
        });
    }

    @InBoth
    void a_transfer_ends_when_its_item_is_taken_and_not_before(Mode mode) {
        Trace trace = complete(mode, env -> {
            var counter = env.<String>transferQueue("counter");
            assertThat(counter.tryTransfer("nobody is there")).isFalse();
            assertThat(counter.tryTransfer("nobody comes", SHORT)).isFalse();
            assertThat(counter.poll(SHORT)).isEmpty();
            counter.put("left");
            var sender = env.thread("sender", self -> counter.transfer("handed"));
            sender.start();
            assertThat(counter.take()).isEqualTo("left");
            assertThat(counter.take()).isEqualTo("handed");
            sender.join();
            var taker = env.thread("taker", self -> assertThat(counter.poll(LONG)).isEqualTo(Optional.of("late")));
            taker.start();
            counter.transfer("late");
            taker.join();
        });
        assertThat(on(trace, "counter", EventKind.WITHDRAWN)).extracting(Event::argument).containsExactly(1L);
        var handed = on(trace, "counter", EventKind.HANDED_OVER);
        assertThat(handed).extracting(Event::argument).containsExactly(3L, 4L);
        var taken = on(trace, "counter", EventKind.TAKEN);
        assertThat(taken).extracting(Event::argument).containsExactly(2L, 3L, 4L);
        assertThat(handed.getFirst().timeNanos()).isGreaterThan(taken.get(1).timeNanos());
    }

    // ---- values

    @InBoth
    void a_compare_and_set_fails_where_the_value_is_another(Mode mode) {
        Trace trace = complete(mode, env -> {
            var value = env.atomic("value", 5);
            long seen = value.get();
            assertThat(value.compareAndSet(seen, 6)).isTrue();
            assertThat(value.compareAndSet(seen, 7)).isFalse();
            assertThat(value.get()).isEqualTo(6);
            var plain = env.variable("plain", 1);
            plain.store(plain.load() + 1);
            assertThat(plain.load()).isEqualTo(2);
        });
        assertThat(on(trace, "value", EventKind.CAS_FAILED)).extracting(Event::argument).containsExactly(6L);
    }

    // ---- scopes

    @InBoth
    void a_scope_waits_for_all_its_subtasks(Mode mode) {
        complete(mode, env -> {
            try (Scope scope = env.scope("order")) {
                var one = scope.fork("one", self -> {
                    self.work(2);
                    return 20;
                });
                var two = scope.fork("two", self -> {
                    self.sleep(SHORT);
                    return 22;
                });
                assertThatThrownBy(one::get).isInstanceOf(IllegalStateException.class);
                scope.join();
                assertThat(one.get() + two.get()).isEqualTo(42);
                assertThat(two.state()).isEqualTo(Scope.State.DONE);
                assertThatThrownBy(() -> scope.fork("late", self -> 1)).isInstanceOf(IllegalStateException.class);
            }
        });
    }

    @InBoth
    void one_that_fails_ends_the_others_before_the_scope_is_left(Mode mode) {
        Trace trace = complete(mode, env -> {
            try (Scope scope = env.scope("order")) {
                var patient = scope.fork("patient", self -> {
                    self.sleep(LONG);
                    return "never";
                });
                scope.fork("hasty", self -> {
                    self.work(1);
                    throw new IllegalArgumentException("no bread left");
                });
                assertThatThrownBy(scope::join).isInstanceOf(ExecutionException.class)
                        .hasRootCauseMessage("no bread left");
                assertThat(patient.state()).isEqualTo(Scope.State.CANCELLED);
                assertThatThrownBy(patient::get).isInstanceOf(IllegalStateException.class);
            }
        });
        assertThat(on(trace, "order", EventKind.SUBTASK_ENDED)).extracting(Event::argument)
                .containsExactly((long) Scope.State.FAILED.ordinal(), (long) Scope.State.CANCELLED.ordinal());
        assertThat(on(trace, "order", EventKind.SCOPE_LEFT)).hasSize(1);
    }

    @InBoth
    void a_scope_left_early_takes_its_subtasks_with_it(Mode mode) {
        Trace trace = complete(mode, env -> {
            try (Scope scope = env.scope("order")) {
                scope.fork("patient", self -> {
                    self.sleep(LONG);
                    return "never";
                });
            }
        });
        assertThat(on(trace, "order", EventKind.SUBTASK_ENDED)).singleElement()
                .satisfies(event -> assertThat(event.argument()).isEqualTo(Scope.State.CANCELLED.ordinal()));
    }

    @InBoth
    void only_who_opened_a_scope_may_use_it(Mode mode) {
        complete(mode, env -> {
            try (Scope scope = env.scope("order")) {
                var stranger = env.thread("stranger", self -> assertThatThrownBy(
                        () -> scope.fork("child", child -> 1)).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("main"));
                stranger.start();
                stranger.join();
                scope.join();
            }
        });
    }

    // ---- deadlocks

    @InBoth
    void a_circle_is_told_while_others_go_on(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var first = env.mutex("first");
            var second = env.mutex("second");
            var both = env.barrier("both", 2);
            var told = env.event("told");
            var pair = env.threads("pair", 2, self -> {
                var mine = self.index() == 0 ? first : second;
                var other = self.index() == 0 ? second : first;
                mine.lock();
                both.await();
                other.lock();
            });
            var busy = env.thread("busy", self -> {
                while (!told.isSet()) {
                    self.work(1);
                }
            });
            pair.start();
            busy.start();
            pair.join();
        });
        TestRuns.until("the circle is told while somebody works",
                () -> !TestRuns.events(run.trace(), EventKind.DEADLOCKED).isEmpty());
        assertThat(run.phase()).isNotEqualTo(Phase.ENDED);
        run.stop();
        TestRuns.resultOf(run);
        Trace trace = run.trace();
        assertThat(TestRuns.events(trace, EventKind.DEADLOCKED)).hasSize(2)
                .allSatisfy(event -> assertThat(event.argument()).isEqualTo(1))
                .extracting(Event::resource).containsExactlyInAnyOrder(TestRuns.resource(trace, "first"),
                        TestRuns.resource(trace, "second"));
    }

    @InBoth
    void waits_that_end_by_themselves_close_no_circle(Mode mode) {
        Trace trace = complete(mode, env -> {
            var first = env.mutex("first");
            var second = env.mutex("second");
            var both = env.barrier("both", 2);
            var pair = env.threads("pair", 2, self -> {
                var mine = self.index() == 0 ? first : second;
                var other = self.index() == 0 ? second : first;
                mine.lock();
                both.await();
                if (other.tryLock(Duration.ofSeconds(10))) { // flat out a tenth of a second
                    other.unlock();
                }
                mine.unlock();
            });
            pair.start();
            pair.join();
        });
        assertThat(TestRuns.events(trace, EventKind.DEADLOCKED)).isEmpty();
    }

    @InBoth
    void a_pause_does_not_count_for_a_time_out(Mode mode) {
        if (mode == Mode.VIRTUAL) {
            return; // virtual time has no pauses
        }
        Run run = TestRuns.start(mode, env -> {
            var lamp = env.event("lamp");
            var waiting = env.thread("waiting", self -> assertThat(lamp.await(Duration.ofSeconds(20))).isFalse());
            waiting.start();
            waiting.join();
        });
        TestRuns.until("it waits", () -> TestRuns.events(run.trace(), EventKind.WAIT_BEGUN).size() == 1);
        run.pause();
        TestRuns.until("it stands", () -> run.phase() == Phase.PAUSED);
        long stoodAt = run.nowNanos();
        long until = System.nanoTime() + 300_000_000; // longer than the time-out of 200 ms
        TestRuns.until("time goes by", () -> System.nanoTime() - until > 0);
        assertThat(run.nowNanos()).isEqualTo(stoodAt);
        assertThat(run.phase()).isEqualTo(Phase.PAUSED);
        run.resume();
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.failures()).isEmpty();
        assertThat(result.elapsedNanos()).isGreaterThanOrEqualTo(200_000_000);
    }
}
