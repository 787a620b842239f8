package dev.potok.app.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.app.transport.RunPlan;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Press;
import dev.potok.simulation.environment.Presses;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.state.ActorStatus;

/** The buttons without a window, with frames given by hand. */
class PlaygroundViewModelTest {
    private static final long FRAME = 16_000_000;

    private final Playback playback = new Playback(Runs::start);
    private final RunPlan plan = new RunPlan(Catalogue.find("playground").orElseThrow());
    private final PlaygroundViewModel model = new PlaygroundViewModel(playback, plan,
            () -> playback.start(plan.request()));
    private long now;

    @AfterEach
    void stop() {
        playback.stop();
    }

    private void until(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        do {
            assertThat(System.nanoTime() - deadline).as("not seen: " + what).isNegative();
            LockSupport.parkNanos(200_000);
            now += FRAME;
            playback.pulse(now);
        } while (!holds.getAsBoolean());
    }

    private void begin(Mode mode, String primitive) {
        plan.modeProperty().set(mode);
        model.put(primitive);
        until("three who wait to be told", () -> playback.recording().edge().actors().stream()
                .filter(actor -> actor.status() == ActorStatus.IDLE).count() == 3 && playback.runProperty().get()
                        .remote().isPresent());
    }

    private ActorStatus status(int actor) {
        List<Told> all = model.actorsProperty().get();
        return all.size() < actor ? ActorStatus.UNKNOWN : all.get(actor - 1).status();
    }

    private String answer(int actor) {
        return model.actorsProperty().get().get(actor - 1).answer();
    }

    private String pressed() {
        return Presses.write(model.pressesProperty().get());
    }

    private void tell(int actor, String call) {
        model.choose(actor);
        model.tell(call);
    }

    private void untilPressed(String presses) {
        until(presses, () -> pressed().equals(presses));
    }

    @Test
    void nothing_is_offered_where_the_scenario_has_no_remote_control() {
        assertThat(model.offeredProperty().get()).isTrue();
        plan.choose(Catalogue.find("semaphore").orElseThrow());
        assertThat(model.offeredProperty().get()).isFalse();
        model.undo();
        model.tell("acquire()");
        model.end();
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_press_does_what_it_says_and_who_waits_in_a_call_can_be_told_nothing(Mode mode) {
        begin(mode, "mutex");
        assertThat(model.callsProperty().get()).startsWith("lock()", "lockInterruptibly()", "tryLock()");
        tell(1, "lock()");
        tell(2, "lockInterruptibly()");
        until("who comes second is blocked", () -> status(2) == ActorStatus.BLOCKED);
        Told second = model.actorsProperty().get().get(1);
        assertThat(second.waits()).isTrue();
        assertThat(second.call()).isEqualTo("lockInterruptibly()");
        assertThat(status(1)).isEqualTo(ActorStatus.IDLE);
        tell(2, "unlock()");
        model.interrupt();
        until("it is free again", () -> status(2) == ActorStatus.IDLE && !answer(2).isEmpty());
        assertThat(answer(2)).startsWith("lockInterruptibly() throws InterruptedException");
        assertThat(pressed()).isEqualTo("1 lock(); 2 lockInterruptibly(); 2 interrupt()");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void the_last_press_is_taken_back_by_running_anew_and_can_be_made_again(Mode mode) {
        begin(mode, "semaphore");
        tell(1, "acquire()");
        tell(2, "acquire()");
        tell(3, "acquire()");
        until("the third waits", () -> status(3) == ActorStatus.WAITING);
        var first = playback.recording();
        model.undo();
        assertThat(playback.recording()).isNotSameAs(first);
        untilPressed("1 acquire(); 2 acquire()");
        until("the third waits no longer", () -> status(3) == ActorStatus.IDLE);
        assertThat(model.redoableProperty().get()).isTrue();
        model.undo();
        model.undo();
        untilPressed("");
        model.undo();
        model.redo();
        model.redo();
        model.redo();
        untilPressed("1 acquire(); 2 acquire(); 3 acquire()");
        until("the third waits again", () -> status(3) == ActorStatus.WAITING);
        assertThat(model.redoableProperty().get()).isFalse();
        model.undo();
        untilPressed("1 acquire(); 2 acquire()");
        tell(1, "release()");
        untilPressed("1 acquire(); 2 acquire(); 1 release()");
        until("nothing is there to be made again", () -> !model.redoableProperty().get());
    }

    @Test
    void the_example_is_pressed_one_after_another_until_something_else_is() {
        begin(Mode.VIRTUAL, "mutex");
        assertThat(model.nextOfExampleProperty().get()).isEqualTo(new Press.Tell(1, "lock()"));
        model.goOnWithExample();
        until("the second press", () -> new Press.Tell(2, "lock()").equals(model.nextOfExampleProperty().get()));
        tell(3, "lock()");
        until("the example is left", () -> model.nextOfExampleProperty().get() == null);
        model.undo();
        until("it goes on", () -> new Press.Tell(2, "lock()").equals(model.nextOfExampleProperty().get()));
    }

    @Test
    void virtual_time_passes_when_it_is_let() {
        begin(Mode.VIRTUAL, "event");
        assertThat(model.virtualProperty().get()).isTrue();
        tell(1, "await(1 s)");
        until("it waits", () -> status(1) == ActorStatus.WAITING);
        assertThat(playback.endProperty().get()).isLessThan(1_000_000);
        model.pass(Duration.ofSeconds(1));
        until("it waits no longer", () -> status(1) == ActorStatus.IDLE);
        assertThat(answer(1)).isEqualTo("await(1 s) → false");
        assertThat(playback.motionProperty().get()).as("an attended run is followed").isEqualTo(Motion.FOLLOWING);
        model.undo();
        until("it waits again", () -> status(1) == ActorStatus.WAITING);
    }

    @Test
    void what_was_pressed_is_pressed_again_where_the_primitive_changes_its_size() {
        begin(Mode.VIRTUAL, "semaphore");
        tell(1, "acquire()");
        tell(2, "acquire()");
        tell(3, "acquire()");
        until("the third waits", () -> status(3) == ActorStatus.WAITING);
        model.resize(1);
        assertThat(model.settingsProperty().get()).containsEntry("size", "3");
        until("there is a permit for the third", () -> status(3) == ActorStatus.IDLE);
        untilPressed("1 acquire(); 2 acquire(); 3 acquire()");
        model.resize(-2);
        until("the second waits", () -> status(2) == ActorStatus.WAITING && status(3) == ActorStatus.WAITING);
        model.resize(-1);
        assertThat(model.settingsProperty().get()).containsEntry("size", "1");
        model.serve("barging");
        assertThat(playback.requestProperty().get().settings().choice("fairness")).isEqualTo("barging");
        untilPressed("1 acquire(); 2 acquire(); 3 acquire()");
    }

    @Test
    void another_primitive_begins_with_nothing_pressed() {
        begin(Mode.VIRTUAL, "mutex");
        tell(1, "lock()");
        untilPressed("1 lock()");
        begin(Mode.VIRTUAL, "barrier");
        assertThat(pressed()).isEmpty();
        assertThat(model.callsProperty().get()).startsWith("await()");
        assertThat(model.settingsProperty().get()).containsEntry("primitive", "barrier");
    }

    @Test
    void what_was_taken_back_belongs_to_its_run() {
        begin(Mode.VIRTUAL, "mutex");
        tell(1, "lock()");
        untilPressed("1 lock()");
        model.undo();
        untilPressed("");
        playback.start(plan.request());
        until("the new run", () -> !model.redoableProperty().get() && status(1) == ActorStatus.IDLE);
        model.redo();
        assertThat(pressed()).isEmpty();
    }

    @Test
    void whoever_is_chosen_on_the_stage_is_chosen_here() {
        begin(Mode.VIRTUAL, "mutex");
        int third = model.actorsProperty().get().get(2).info().id();
        playback.subjectProperty().set(new Subject.OfActor(third));
        assertThat(model.chosenProperty().get()).isEqualTo(3);
        playback.subjectProperty().set(null);
        assertThat(model.chosenProperty().get()).isEqualTo(3);
        model.choose(2);
        assertThat(playback.subjectProperty().get())
                .isEqualTo(new Subject.OfActor(model.actorsProperty().get().get(1).info().id()));
        model.choose(9);
        assertThat(model.chosenProperty().get()).isEqualTo(2);
    }

    @Test
    void actors_are_added_up_to_the_most_there_may_be() {
        begin(Mode.VIRTUAL, "mutex");
        for (int i = 0; i < 9; i++) {
            assertThat(model.mayAdd()).isTrue();
            model.add();
            int there = 4 + i;
            until("one more", () -> model.actorsProperty().get().size() == there
                    && status(there) == ActorStatus.IDLE);
        }
        assertThat(model.mayAdd()).isFalse();
    }

    @Test
    void an_interrupt_that_no_wait_has_seen_yet_is_remembered() {
        begin(Mode.VIRTUAL, "event");
        model.choose(1);
        model.interrupt();
        until("it is told", () -> model.actorsProperty().get().getFirst().interrupted());
        model.tell("await()");
        until("its wait ended at once", () -> answer(1).startsWith("await() throws InterruptedException"));
        assertThat(model.actorsProperty().get().getFirst().interrupted()).isFalse();
    }

    @Test
    void it_ends_when_it_is_told_and_undo_brings_it_back() throws Exception {
        begin(Mode.VIRTUAL, "mutex");
        tell(1, "lock()");
        tell(2, "lock()");
        until("the second is blocked", () -> status(2) == ActorStatus.BLOCKED);
        model.end();
        until("the end", () -> playback.resultProperty().get() != null);
        assertThat(playback.resultProperty().get().outcome()).isEqualTo(Outcome.COMPLETED);
        until("nobody is there to be told", () -> !model.runningProperty().get());
        model.undo();
        untilPressed("1 lock()");
        until("it goes on", () -> model.runningProperty().get() && status(1) == ActorStatus.IDLE);
    }

    @Test
    void the_command_says_all_that_is_not_as_usual() {
        begin(Mode.VIRTUAL, "semaphore");
        tell(1, "acquire()");
        tell(2, "tryAcquire(1 s)");
        untilPressed("1 acquire(); 2 tryAcquire(1 s)");
        assertThat(model.command()).isEqualTo("potok run playground --virtual --set primitive=semaphore "
                + "--set \"presses=1 acquire(); 2 tryAcquire(1 s)\"");
        plan.seedProperty().set(5);
        begin(Mode.VIRTUAL, "mutex");
        assertThat(model.command()).isEqualTo("potok run playground --virtual --seed 5");
    }
}
