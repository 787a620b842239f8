package dev.potok.simulation.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.simulation.environment.CannotCrossException;

/** What a child does, with real ones. */
class ChildTest {
    private static final int PATIENCE_SECONDS = 20;

    private static Nursery nursery;

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @BeforeAll
    static void open() {
        nursery = new Nursery(Launch.here());
    }

    @AfterAll
    static void close() {
        nursery.close();
    }

    private Child give(Job job) {
        Child child = nursery.take();
        child.assign(job, question -> "no answer to " + question, heard::add);
        return child;
    }

    private static Exit exit(Child child) throws Exception {
        return child.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Object heard() throws InterruptedException {
        return Objects.requireNonNull(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing was told in time");
    }

    /** Waits for what will not come. */
    private static int stay() throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 130, 255})
    void endsWithTheCodeOfItsJob(int code) throws Exception {
        Exit exit = exit(give(parent -> code));
        assertThat(exit.code()).isEqualTo(code);
        assertThat(exit.orderly()).isTrue();
        assertThat(exit.signal()).isEmpty();
        assertThat(exit.complaint()).isEmpty();
    }

    @Test
    void isAnotherProcess() throws Exception {
        Child child = give(parent -> {
            parent.tell(ProcessHandle.current().pid());
            return 0;
        });
        assertThat(exit(child).code()).isZero();
        assertThat(heard()).isEqualTo(child.pid()).isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void whatItSaysOfItsEndIsWhatComes() throws Exception {
        Child child = give(parent -> 7);
        Exit over = child.over().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(over).isEqualTo(exit(child)).isEqualTo(new Exit(7, true, Optional.empty()));
    }

    @Test
    void isOverAlsoWithoutAWord() throws Exception {
        Child child = give(parent -> stay());
        child.signal(Signal.KILL);
        Exit over = child.over().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(over.signal()).hasValue(Signal.KILL.number());
        assertThat(child.exit()).isCompletedWithValue(over);
    }

    @Test
    void allItToldIsHeardBeforeItIsOver() throws Exception {
        Child child = give(parent -> {
            for (int i = 0; i < 10_000; i++) {
                parent.tell(i);
            }
            return 0;
        });
        assertThat(child.over().get(PATIENCE_SECONDS, TimeUnit.SECONDS).code()).isZero();
        assertThat(heard).hasSize(10_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(heard.poll()).isEqualTo(i);
        }
    }

    @Test
    void isAnswered() throws Exception {
        Child child = nursery.take();
        child.assign(parent -> (Integer) parent.ask(20) + (Integer) parent.ask(1),
                question -> (Integer) question * 2, heard::add);
        assertThat(exit(child).code()).isEqualTo(42);
    }

    @Test
    void anAnswerMayWaitForAnother() throws Exception {
        var first = new CountDownLatch(1);
        Child child = nursery.take();
        child.assign(parent -> {
            Thread waiting = Thread.ofPlatform().start(() -> parent.ask("wait"));
            parent.ask("go");
            waiting.join();
            return 5;
        }, question -> {
            if ("go".equals(question)) {
                first.countDown();
            } else {
                await(first);
            }
            return null;
        }, heard::add);
        assertThat(exit(child).code()).isEqualTo(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void whatTheParentThrowsIsThrownInTheChild() throws Exception {
        Child child = nursery.take();
        child.assign(parent -> {
            try {
                parent.ask("anything");
                return 1;
            } catch (IllegalArgumentException thrown) {
                parent.tell(thrown.getMessage());
                return 2;
            }
        }, question -> {
            throw new IllegalArgumentException("not " + question);
        }, heard::add);
        assertThat(exit(child).code()).isEqualTo(2);
        assertThat(heard()).isEqualTo("not anything");
    }

    @Test
    void anAnswerThatCannotCrossIsSaidToTheOneWhoAsked() throws Exception {
        Child child = nursery.take();
        child.assign(parent -> {
            try {
                parent.ask("a thread");
                return 1;
            } catch (CannotCrossException refused) {
                return 2;
            }
        }, question -> Thread.currentThread(), heard::add);
        assertThat(exit(child).code()).isEqualTo(2);
    }

    @Test
    void anInterruptedActorStillGetsItsAnswer() throws Exception {
        Child child = nursery.take();
        child.assign(parent -> {
            Thread.currentThread().interrupt();
            return (Integer) parent.ask("") + (Thread.currentThread().isInterrupted() ? 1 : 0);
        }, question -> 6, heard::add);
        assertThat(exit(child).code()).isEqualTo(7);
    }

    @Test
    void hearsWhatItIsToldInOrder() throws Exception {
        Child child = give(parent -> {
            var got = new LinkedBlockingQueue<Object>();
            parent.tell("here");
            parent.onTold(got::add);
            return (Integer) got.take() * 10 + (Integer) got.take();
        });
        child.tell(4);
        heard();
        child.tell(2);
        assertThat(exit(child).code()).isEqualTo(42);
    }

    @Test
    void aJobThatThrowsIsComplainedOf() throws Exception {
        Exit exit = exit(give(parent -> {
            throw new IllegalStateException("the dog ate it");
        }));
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.orderly()).isTrue();
        assertThat(exit.complaint()).contains("java.lang.IllegalStateException: the dog ate it");
    }

    @Test
    void aCodeThatIsNoneIsComplainedOf() throws Exception {
        Exit exit = exit(give(parent -> 256));
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.complaint().orElseThrow()).contains("256");
    }

    @Test
    void whoHaltsByItselfIsNotOrderly() throws Exception {
        Exit exit = exit(give(parent -> {
            System.out.println("I have had enough");
            Runtime.getRuntime().halt(9);
            return 0;
        }));
        assertThat(exit.code()).isEqualTo(9);
        assertThat(exit.orderly()).isFalse();
        assertThat(exit.complaint().orElseThrow()).contains("I have had enough");
    }

    @Test
    void whatCannotCrossIsRefusedAndTheChildStaysFree() throws Exception {
        Thread thread = Thread.currentThread();
        Child child = nursery.take();
        assertThatThrownBy(() -> child.assign(parent -> thread.isAlive() ? 1 : 2, question -> question, heard::add))
                .isInstanceOf(CannotCrossException.class);
        child.assign(parent -> 3, question -> question, heard::add);
        assertThat(exit(child).code()).isEqualTo(3);
        assertThatThrownBy(() -> child.assign(parent -> 4, question -> question, heard::add))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatItPrintsNeverStopsIt() throws Exception {
        Child child = give(parent -> {
            for (int i = 0; i < 20_000; i++) {
                System.out.println("line " + i + " of what nobody reads");
            }
            return 4;
        });
        assertThat(exit(child).code()).isEqualTo(4);
    }

    @Test
    void isKilled() throws Exception {
        Exit exit = signalled(Signal.KILL, parent -> {
            parent.tell("here");
            return stay();
        });
        assertThat(exit.code()).isEqualTo(137);
        assertThat(exit.orderly()).isFalse();
        assertThat(exit.signal()).hasValue(9);
        assertThat(exit.complaint()).isEmpty();
    }

    @Test
    void isInterruptedToDeath() throws Exception {
        Exit exit = signalled(Signal.INTERRUPT, parent -> {
            parent.tell("here");
            return stay();
        });
        assertThat(exit.code()).isEqualTo(130);
        assertThat(exit.signal()).hasValue(2);
    }

    @Test
    void isTerminatedInAnEndlessLoop() throws Exception {
        Exit exit = signalled(Signal.TERMINATE, parent -> {
            parent.tell("here");
            while (true) {
                Thread.onSpinWait();
            }
        });
        assertThat(exit.code()).isEqualTo(143);
        assertThat(exit.signal()).hasValue(15);
    }

    private Exit signalled(Signal signal, Job job) throws Exception {
        Child child = give(job);
        assertThat(heard()).isEqualTo("here");
        child.signal(signal);
        Exit exit = exit(child);
        child.signal(signal); // to nobody
        return exit;
    }

    @Test
    void cleansUpBeforeItIsTerminated() throws Exception {
        Exit exit = signalled(Signal.TERMINATE, parent -> {
            parent.onTerminate(() -> parent.tell("cleaned up"));
            parent.tell("here");
            return stay();
        });
        assertThat(heard()).isEqualTo("cleaned up");
        assertThat(exit).isEqualTo(new Exit(143, true, exit.complaint()));
        assertThat(exit.complaint()).isEmpty();
    }

    @Test
    void isNotOverWhileItsJobMayGoOn() throws Exception {
        Child child = nursery.take();
        var goneWhenOver = child.over().thenApply(exit -> child.exit().isDone());
        child.assign(parent -> {
            parent.onTerminate(() -> parent.tell("cleaned up"));
            parent.tell("here");
            return stay();
        }, question -> null, heard::add);
        assertThat(heard()).isEqualTo("here");
        child.signal(Signal.TERMINATE);
        assertThat(goneWhenOver.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(heard()).isEqualTo("cleaned up");
    }

    @Test
    void aJobThatEndsMeanwhileDoesNotCutTheCleaningOff() throws Exception {
        Exit exit = signalled(Signal.TERMINATE, parent -> {
            var terminated = new CountDownLatch(1);
            parent.onTerminate(() -> {
                terminated.countDown();
                parent.ask("cleaned up?");
                parent.tell("cleaned up");
            });
            parent.tell("here");
            terminated.await();
            return 0;
        });
        assertThat(heard()).isEqualTo("cleaned up");
        assertThat(exit.code()).isEqualTo(143);
    }

    @Test
    void goesOnAfterAnInterruptItHandles() throws Exception {
        Child child = give(parent -> {
            var interrupted = new CountDownLatch(1);
            parent.onInterrupt(interrupted::countDown);
            parent.tell("here");
            interrupted.await();
            return 8;
        });
        heard();
        child.signal(Signal.INTERRUPT);
        assertThat(exit(child).code()).isEqualTo(8);
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        Child child = give(parent -> {
            try {
                parent.tell(new byte[Link.MOST_BYTES + 1]);
                return 1;
            } catch (CannotCrossException refused) {
                parent.tell(new byte[Link.MOST_BYTES - 1_000]);
                return 2;
            }
        });
        assertThat(exit(child).code()).isEqualTo(2);
        assertThat((byte[]) heard()).hasSize(Link.MOST_BYTES - 1_000);
    }

    @Test
    void itsClockIsOurs() {
        Child child = nursery.take();
        assertThat(child.alignment().residualNanos()).isPositive();
        if (Path.of("/proc").toFile().exists()) {
            assertThat(child.alignment().shared()).isTrue();
            assertThat(child.alignment().offsetNanos()).isZero();
        }
        child.signal(Signal.KILL);
    }
}
