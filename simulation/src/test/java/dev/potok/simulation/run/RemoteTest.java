package dev.potok.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Press;
import dev.potok.simulation.environment.Presses;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.environment.SettingException.Reason;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

/** Actors that are told what to do, by a text and by somebody before the screen. */
class RemoteTest {
    private static RunRequest request(Mode mode, boolean attended, String primitive, String presses) {
        Scenario playground = TestRuns.scenario("playground");
        var settings = Settings.of(playground.settings(), Map.of("primitive", primitive, "presses", presses),
                sample -> TestRuns.TEXTS);
        return new RunRequest(playground, settings, mode, Pace.LECTURE, 2, 1, 0, attended);
    }

    private static Run run(Mode mode, String primitive, String presses) {
        return Runs.start(request(mode, false, primitive, presses));
    }

    private static RemoteControl attend(Run run) {
        TestRuns.until("it is served", () -> run.remote().isPresent());
        return run.remote().orElseThrow();
    }

    /** Presses, and waits until all of that was made or forgotten and has led to what it leads to. */
    private static void press(Run run, String... presses) {
        RemoteControl remote = attend(run);
        for (String press : presses) {
            remote.press(Presses.read(press).orElseThrow());
        }
        settle(run);
    }

    private static void settle(Run run) {
        RemoteControl remote = attend(run);
        TestRuns.until("all presses were made", () -> remote.outstanding() == 0);
        long then = run.nowNanos();
        TestRuns.until("it is in the trace", () -> run.trace().endNanos() >= then); // live a sampler's figure follows
    }

    private static List<ActorState> edge(Run run) {
        var recording = new Recording(run.trace());
        recording.advanceFully();
        return recording.edge().actors();
    }

    private static ActorStatus status(Run run, int actor) {
        return edge(run).stream().filter(state -> state.info().name().equals("thread-" + actor)).findFirst()
                .orElseThrow().status();
    }

    private static List<String> printed(Trace trace) {
        return TestRuns.events(trace, EventKind.PRINTED).stream()
                .map(event -> trace.directory().actor(event.actor()).name() + ": "
                        + trace.directory().text(event.argument()))
                .toList();
    }

    private static List<String> told(Trace trace) {
        return TestRuns.events(trace, EventKind.TOLD).stream()
                .map(event -> trace.directory().actor(event.actor()).name() + " " + trace.directory().text(
                        event.argument()))
                .toList();
    }

    private static SettingException refusal(Run run) {
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failures()).hasSize(1);
        assertThat(result.failures().getFirst().cause()).isInstanceOf(SettingException.class);
        return (SettingException) result.failures().getFirst().cause();
    }

    static Stream<String> primitives() {
        return TestRuns.scenario("playground").settings().stream()
                .filter(Setting.Choice.class::isInstance).map(Setting.Choice.class::cast)
                .filter(choice -> choice.name().equals("primitive"))
                .flatMap(choice -> choice.options().stream());
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void the_example_of_every_primitive_is_the_same_story_on_both_machines(String primitive) {
        Run live = run(Mode.LIVE, primitive, "");
        Run virtual = run(Mode.VIRTUAL, primitive, "");
        for (Run run : List.of(live, virtual)) {
            RunResult result = TestRuns.resultOf(run);
            assertThat(result.outcome()).as(result.failures().toString()).isEqualTo(Outcome.COMPLETED);
            assertThat(TestRuns.events(run.trace(), EventKind.TOLD)).hasSizeGreaterThan(3);
        }
        assertThat(told(live.trace())).isEqualTo(told(virtual.trace()));
        // Those who go on together print in any order.
        assertThat(printed(live.trace())).containsExactlyInAnyOrderElementsOf(printed(virtual.trace()));
        assertThat(TestRuns.resultOf(live).results()).isEqualTo(TestRuns.resultOf(virtual).results())
                .containsKey("presses");
    }

    @InBoth
    void who_waits_in_a_call_at_the_end_is_let_go_and_the_run_is_complete(Mode mode) {
        Run run = run(mode, "mutex", "1 lock(); 2 lock(); 3 lockInterruptibly()");
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
        assertThat(TestRuns.events(run.trace(), EventKind.ACTOR_FINISHED)).hasSize(4);
        assertThat(edge(run)).allMatch(actor -> actor.waitingOn() == 0);
    }

    @InBoth
    void a_press_for_one_who_waits_in_a_call_is_refused(Mode mode) {
        SettingException refused = refusal(run(mode, "mutex", "1 lock(); 2 lock(); 2 unlock(); 1 unlock()"));
        assertThat(refused.reason()).isEqualTo(Reason.WAITS_IN_CALL);
        assertThat(refused.given()).isEqualTo("2 unlock()");
        assertThat(refused.allowed()).isEqualTo("lock()");
    }

    @InBoth
    void presses_of_what_is_not_there_are_refused_before_anything_is_done(Mode mode) {
        Run unknown = run(mode, "mutex", "1 lock(); 2 acquire()");
        SettingException noCall = refusal(unknown);
        assertThat(noCall.reason()).isEqualTo(Reason.NO_SUCH_CALL);
        assertThat(noCall.given()).isEqualTo("2 acquire()");
        assertThat(noCall.allowed()).startsWith("lock(), lockInterruptibly()");
        assertThat(TestRuns.events(unknown.trace(), EventKind.TOLD)).isEmpty();
        SettingException nobody = refusal(run(mode, "mutex", "4 lock(); +"));
        assertThat(nobody.reason()).isEqualTo(Reason.NO_SUCH_ACTOR);
        assertThat(nobody.allowed()).isEqualTo("1–3");
        assertThat(refusal(run(mode, "mutex", "+; ".repeat(10))).reason()).isEqualTo(Reason.TOO_MANY_ACTORS);
    }

    @InBoth
    void an_interrupt_frees_one_who_waits(Mode mode) {
        Run run = run(mode, "semaphore", "1 acquire(); 2 acquire(); 3 acquire(); 3 interrupt(); 3 tryAcquire()");
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(printed(run.trace())).hasSize(2);
        assertThat(printed(run.trace()).getFirst()).startsWith("thread-3: acquire() throws InterruptedException");
        assertThat(printed(run.trace()).getLast()).isEqualTo("thread-3: tryAcquire() → false");
        assertThat(TestRuns.events(run.trace(), EventKind.INTERRUPTED)).singleElement().satisfies(event -> {
            assertThat(event.actor()).isEqualTo(TestRuns.actor(run.trace(), "thread-3"));
            assertThat(event.argument()).as("by whoever sits before the screen").isZero();
        });
    }

    @InBoth
    void an_interrupt_of_one_who_waits_to_be_told_is_kept_for_its_next_wait(Mode mode) {
        Run run = run(mode, "event", "1 interrupt(); 1 isSet(); 1 await(); 1 interrupt(); 1 interrupted(); 1 await()");
        TestRuns.resultOf(run);
        assertThat(printed(run.trace())).satisfiesExactly(
                line -> assertThat(line).isEqualTo("thread-1: isSet() → false"),
                line -> assertThat(line).startsWith("thread-1: await() throws InterruptedException"),
                line -> assertThat(line).isEqualTo("thread-1: interrupted() → true"));
        assertThat(told(run.trace())).as("the last one waits").hasSize(4);
    }

    @InBoth
    void misuse_is_told_and_the_actor_goes_on(Mode mode) {
        Run run = run(mode, "mutex", "1 unlock(); 1 lock(); 1 lock(); 2 unlock(); 1 unlock()");
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.failures()).isEmpty();
        assertThat(printed(run.trace())).hasSize(3)
                .allSatisfy(line -> assertThat(line).contains(" throws IllegalMonitorStateException: "));
        assertThat(TestRuns.events(run.trace(), EventKind.RELEASED)).hasSize(1);
    }

    @InBoth
    void a_time_out_runs_out_when_time_passes_and_not_before(Mode mode) {
        Run run = run(mode, "semaphore",
                "1 acquire(); 2 acquire(); 3 tryAcquire(1 s); 1 release(); 1 tryAcquire(1 s); 1 s; 1 tryAcquire()");
        TestRuns.resultOf(run);
        assertThat(printed(run.trace())).containsExactly("thread-3: tryAcquire(1 s) → true",
                "thread-1: tryAcquire(1 s) → false", "thread-1: tryAcquire() → false");
    }

    @InBoth
    void an_actor_can_be_added_and_told_at_once(Mode mode) {
        Run run = run(mode, "mutex", "+; 4 lock(); +; 5 tryLock()");
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(printed(run.trace())).containsExactly("thread-5: tryLock() → false");
        assertThat(told(run.trace())).containsExactly("main +", "thread-4 lock()", "main +", "thread-5 tryLock()");
    }

    @InBoth
    void a_circle_made_by_hand_is_found_and_the_run_ends_deadlocked(Mode mode) {
        Run run = run(mode, "read-write-lock", "1 read.lock(); 2 read.lock(); 1 write.lock(); 2 write.lock()");
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.DEADLOCKED);
        assertThat(result.failures()).isEmpty();
        assertThat(TestRuns.events(run.trace(), EventKind.DEADLOCKED)).isNotEmpty();
    }

    @InBoth
    void while_it_is_attended_a_circle_is_told_and_the_run_goes_on(Mode mode) {
        Run run = Runs.start(request(mode, true, "read-write-lock", "1 read.lock(); 1 write.lock()"));
        TestRuns.until("the circle is told",
                () -> !TestRuns.events(run.trace(), EventKind.DEADLOCKED).isEmpty());
        press(run, "2 read.tryLock()");
        assertThat(printed(run.trace())).containsExactly("thread-2: read.tryLock() → true");
        assertThat(run.phase()).isEqualTo(Phase.RUNNING);
        run.stop();
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.STOPPED);
    }

    @InBoth
    void attended_it_waits_for_presses_and_ends_when_told(Mode mode) {
        Run run = Runs.start(request(mode, true, "semaphore", "1 acquire()"));
        assertThat(attend(run).calls()).startsWith("acquire()", "tryAcquire()", "tryAcquire(1 s)", "release()");
        assertThat(attend(run).example()).isNotEmpty();
        press(run, "2 acquire()", "3 acquire()");
        assertThat(status(run, 1)).isEqualTo(ActorStatus.IDLE);
        assertThat(status(run, 2)).isEqualTo(ActorStatus.IDLE);
        assertThat(status(run, 3)).isEqualTo(ActorStatus.WAITING);
        press(run, "1 release()", "+");
        assertThat(status(run, 3)).isEqualTo(ActorStatus.IDLE);
        assertThat(status(run, 4)).isEqualTo(ActorStatus.IDLE);
        attend(run).end();
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
        assertThat(result.results()).containsEntry("presses", "1 acquire(); 2 acquire(); 3 acquire(); 1 release(); +");
    }

    @InBoth
    void attended_what_cannot_be_done_is_forgotten(Mode mode) {
        Run run = Runs.start(request(mode, true, "mutex", ""));
        press(run, "1 lock()", "2 lock()", "2 unlock()", "7 lock()", "7 interrupt()", "1 acquire()");
        assertThat(attend(run).made()).extracting(Press::toString).containsExactly("1 lock()", "2 lock()");
        press(run, "+", "+", "+", "+", "+", "+", "+", "+", "+", "+", "+");
        assertThat(attend(run).made()).hasSize(2 + 9);
        run.stop();
        TestRuns.resultOf(run);
    }

    @InBoth
    void what_was_made_by_hand_replays_as_a_text(Mode mode) {
        Run attended = Runs.start(request(mode, true, "condition", ""));
        press(attended, "1 lock()", "1 await()", "2 lock()", "3 lock()", "2 signal()", "2 unlock()");
        String made = Presses.write(attend(attended).made());
        attend(attended).end();
        TestRuns.resultOf(attended);
        Run replayed = run(mode, "condition", made);
        TestRuns.resultOf(replayed);
        assertThat(told(replayed.trace())).isEqualTo(told(attended.trace()));
        assertThat(printed(replayed.trace())).isEqualTo(printed(attended.trace()));
        assertThat(kinds(replayed.trace())).isEqualTo(kinds(attended.trace()));
    }

    /** What happened on the resource and to the actors, in order; a sampler's figures and pauses left out. */
    private static List<String> kinds(Trace trace) {
        return TestRuns.events(trace).stream().filter(event -> event.resource() != 0
                && event.kind() != EventKind.COUNTER)
                .map(event -> event.kind() + " " + event.actor() + " " + event.argument()).toList();
    }

    @Test
    void the_same_presses_leave_the_same_virtual_trace_whenever_they_come() {
        Run attended = Runs.start(request(Mode.VIRTUAL, true, "semaphore", ""));
        press(attended, "1 acquire()");
        press(attended, "2 tryAcquire(1 s)", "3 tryAcquire(1 s)");
        press(attended, "+", "1 s", "1 release()");
        String made = Presses.write(attend(attended).made());
        attend(attended).end();
        TestRuns.resultOf(attended);
        Run replayed = run(Mode.VIRTUAL, "semaphore", made);
        TestRuns.resultOf(replayed);
        assertThat(made).isEqualTo("1 acquire(); 2 tryAcquire(1 s); 3 tryAcquire(1 s); +; 1 s; 1 release()");
        assertThat(TestRuns.events(replayed.trace())).isEqualTo(TestRuns.events(attended.trace()));
        assertThat(replayed.trace().directory().texts()).isEqualTo(attended.trace().directory().texts());
    }

    @Test
    void virtual_time_stands_while_it_waits_for_a_press() {
        Run run = Runs.start(request(Mode.VIRTUAL, true, "semaphore", ""));
        press(run, "1 acquire()", "2 acquire()", "3 tryAcquire(1 s)", "1 sleep(1 s)");
        assertThat(run.nowNanos()).isLessThan(1_000_000);
        assertThat(status(run, 3)).isEqualTo(ActorStatus.WAITING);
        assertThat(status(run, 1)).isEqualTo(ActorStatus.SLEEPING);
        press(run, "1 s");
        assertThat(run.nowNanos()).isBetween(1_000_000_000L, 1_010_000_000L);
        assertThat(status(run, 3)).isEqualTo(ActorStatus.IDLE);
        assertThat(status(run, 1)).isEqualTo(ActorStatus.IDLE);
        run.stop();
        TestRuns.resultOf(run);
    }

    @Test
    void live_the_time_that_passed_between_two_presses_is_remembered_where_a_time_out_ran() {
        Run run = Runs.start(request(Mode.LIVE, true, "event", ""));
        press(run, "1 await(1 s)");
        TestRuns.until("it timed out", () -> status(run, 1) == ActorStatus.IDLE);
        press(run, "2 set()");
        List<Press> made = attend(run).made();
        assertThat(made).hasSize(3);
        assertThat(made.get(1)).isInstanceOfSatisfying(Press.Pass.class,
                pass -> assertThat(pass.time().toMillis()).isGreaterThan(900));
        run.stop();
        TestRuns.resultOf(run);
        Run replayed = run(Mode.LIVE, "event", Presses.write(made));
        TestRuns.resultOf(replayed);
        assertThat(printed(replayed.trace())).containsExactly("thread-1: await(1 s) → false");
    }

    @InBoth
    void a_paused_run_makes_its_presses_when_it_goes_on(Mode mode) {
        Run run = Runs.start(request(mode, true, "mutex", ""));
        press(run, "1 lock()");
        run.pause();
        TestRuns.until("it stands", () -> run.phase() == Phase.PAUSED);
        attend(run).press(new Press.Tell(2, "lock()"));
        List<Event> before = TestRuns.events(run.trace(), EventKind.TOLD);
        assertThat(attend(run).outstanding()).isEqualTo(1);
        assertThat(before).hasSize(1);
        run.resume();
        settle(run);
        assertThat(status(run, 2)).isEqualTo(ActorStatus.BLOCKED);
        run.stop();
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.STOPPED);
    }

    @InBoth
    void nobody_can_tell_anything_to_a_run_that_nobody_attends(Mode mode) {
        Run run = run(mode, "mutex", "1 lock()");
        TestRuns.resultOf(run);
        assertThat(run.remote()).isEmpty();
        Run without = Runs.start(TestRuns.request(TestRuns.scenario("semaphore"), Map.of(), mode, Pace.FLAT_OUT, 2, 1));
        TestRuns.resultOf(without);
        assertThat(without.remote()).isEmpty();
    }
}
