package dev.potok.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.WaitSide;

class RunStateTest {
    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);
    private final RunState state = new RunState(directory);
    private long time;
    private int ann;
    private int bob;
    private int door;

    @BeforeEach
    void two_actors_and_a_mutex() {
        ann = directory.addActor("ann", "ann", ActorKind.PLATFORM_THREAD, 0).id();
        bob = directory.addActor("bob", "bob", ActorKind.PLATFORM_THREAD, 0).id();
        door = directory.addResource("door", ResourceKind.MUTEX, 1).id();
        happens(EventKind.RUN_STARTED, 0, -1, 0, 2);
        happens(EventKind.ACTOR_CREATED, ann, -1, 0, 0);
        happens(EventKind.ACTOR_CREATED, bob, -1, 0, 0);
    }

    private void happens(EventKind kind, int actor, int core, int resource, long argument) {
        long before = trace.size();
        trace.append(time++, kind, actor, core, resource, 12, argument);
        trace.publish();
        var cursor = trace.cursor();
        cursor.moveTo(before);
        assertThat(cursor.next()).isTrue();
        state.apply(cursor);
    }

    private ActorState actor(int id) {
        return Objects.requireNonNull(state.actor(id));
    }

    private ResourceState.Seats seats() {
        return (ResourceState.Seats) Objects.requireNonNull(state.resource(door));
    }

    @Test
    void a_lock_given_back_goes_to_the_first_in_line_who_is_ready_then() {
        happens(EventKind.ACTOR_STARTED, ann, 0, 0, 0);
        happens(EventKind.ACTOR_STARTED, bob, 1, 0, 0);
        happens(EventKind.ACQUIRED, ann, 0, door, 1);
        happens(EventKind.WAIT_BEGUN, bob, 1, door, WaitSide.ENTER.ordinal());
        assertThat(actor(bob).status()).isEqualTo(ActorStatus.BLOCKED);
        assertThat(actor(bob).waitingOn()).isEqualTo(door);
        assertThat(seats().line().contains(bob)).isTrue();
        assertThat(seats().free()).isZero();
        assertThat(state.cores().get(1).actor()).isZero();

        happens(EventKind.RELEASED, ann, 0, door, 1);
        happens(EventKind.ACQUIRED, bob, -1, door, 1);
        assertThat(actor(bob).status()).isEqualTo(ActorStatus.READY);
        assertThat(actor(bob).inferred()).isFalse();
        assertThat(actor(bob).waitingOn()).isZero();
        assertThat(actor(bob).holding().contains(door)).isTrue();
        assertThat(actor(ann).holding().isEmpty()).isTrue();
        assertThat(seats().line().isEmpty()).isTrue();

        happens(EventKind.WAIT_ENDED, bob, 0, door, 0);
        assertThat(actor(bob).status()).isEqualTo(ActorStatus.RUNNING);
        assertThat(state.cores().get(0).actor()).isEqualTo(bob);
    }

    @Test
    void who_was_on_a_core_that_another_acts_on_has_lost_it_by_inference() {
        happens(EventKind.ACTOR_STARTED, ann, 0, 0, 0);
        happens(EventKind.ACTOR_STARTED, bob, 0, 0, 0);
        assertThat(actor(ann).status()).isEqualTo(ActorStatus.READY);
        assertThat(actor(ann).inferred()).isTrue();
        happens(EventKind.WORK_BEGUN, ann, 1, 0, 1);
        assertThat(actor(ann).status()).isEqualTo(ActorStatus.RUNNING);
        assertThat(actor(ann).inferred()).isFalse();
        assertThat(state.cores()).extracting(CoreState::actor).containsExactly(bob, ann);
    }

    @Test
    void a_virtual_core_taken_away_is_told_and_not_inferred() {
        happens(EventKind.ACTOR_STARTED, ann, 0, 0, 0);
        happens(EventKind.WORK_BEGUN, ann, 0, 0, 3);
        happens(EventKind.PREEMPTED, ann, 0, 0, 0);
        assertThat(actor(ann).status()).isEqualTo(ActorStatus.READY);
        assertThat(actor(ann).inferred()).isFalse();
        assertThat(actor(ann).working()).isTrue();
        assertThat(state.cores().get(0).actor()).isZero();
        happens(EventKind.DISPATCHED, ann, 1, 0, 0);
        assertThat(actor(ann).status()).isEqualTo(ActorStatus.RUNNING);
        assertThat(state.cores().get(1).actor()).isEqualTo(ann);
    }

    @Test
    void after_a_loss_nothing_is_certain_until_the_next_event() {
        happens(EventKind.ACTOR_STARTED, ann, 0, 0, 0);
        happens(EventKind.ACQUIRED, ann, 0, door, 1);
        happens(EventKind.DROPPED, ann, -1, 0, 17);
        assertThat(state.dropped()).isEqualTo(17);
        assertThat(actor(ann).status()).isEqualTo(ActorStatus.UNKNOWN);
        assertThat(seats().uncertain()).isTrue();
        happens(EventKind.RELEASED, ann, 0, door, 1);
        assertThat(actor(ann).status()).isEqualTo(ActorStatus.RUNNING);
        assertThat(seats().uncertain()).isFalse();
    }

    @Test
    void a_barrier_lets_all_go_when_the_last_one_arrives() {
        int gate = directory.addResource("gate", ResourceKind.BARRIER, 2).id();
        happens(EventKind.ACTOR_STARTED, ann, 0, 0, 0);
        happens(EventKind.ACTOR_STARTED, bob, 1, 0, 0);
        happens(EventKind.ARRIVED, ann, 0, gate, 1);
        happens(EventKind.WAIT_BEGUN, ann, 0, gate, WaitSide.ENTER.ordinal());
        assertThat(actor(ann).status()).isEqualTo(ActorStatus.WAITING);
        happens(EventKind.ARRIVED, bob, 1, gate, 1);
        happens(EventKind.TRIPPED, bob, 1, gate, 1);
        assertThat(actor(ann).status()).isEqualTo(ActorStatus.READY);
        assertThat(actor(bob).status()).isEqualTo(ActorStatus.RUNNING);
        var state = (ResourceState.Gate) Objects.requireNonNull(this.state.resource(gate));
        assertThat(state.arrived().isEmpty()).isTrue();
        assertThat(state.round()).isEqualTo(2);
    }

    @Test
    void a_permit_given_back_by_another_frees_the_oldest_holder() {
        int permits = directory.addResource("permits", ResourceKind.SEMAPHORE, 2).id();
        happens(EventKind.ACTOR_STARTED, ann, 0, 0, 0);
        happens(EventKind.ACTOR_STARTED, bob, 1, 0, 0);
        happens(EventKind.ACQUIRED, ann, 0, permits, 1);
        happens(EventKind.RELEASED, bob, 1, permits, 1);
        assertThat(actor(ann).holding().isEmpty()).isTrue();
        var free = (ResourceState.Seats) Objects.requireNonNull(state.resource(permits));
        assertThat(free.free()).isEqualTo(2);
    }

    @Test
    void a_copy_does_not_change_with_the_original() {
        happens(EventKind.ACTOR_STARTED, ann, 0, 0, 0);
        RunState copy = state.copy();
        assertThat(copy.equals(state)).isTrue();
        happens(EventKind.ACQUIRED, ann, 0, door, 1);
        assertThat(copy.equals(state)).isFalse();
        assertThat(Objects.requireNonNull(copy.actor(ann)).holding().isEmpty()).isTrue();
    }

    @Test
    void of_a_transfer_queue_it_is_known_whose_item_is_waited_for() {
        int counter = directory.addResource("counter", ResourceKind.TRANSFER_QUEUE, 0).id();
        happens(EventKind.PUT, ann, 0, counter, 1);
        happens(EventKind.PUT, bob, 1, counter, 2);
        happens(EventKind.WAIT_BEGUN, bob, 1, counter, WaitSide.PUT.ordinal());
        happens(EventKind.PUT, ann, 0, counter, 3);
        happens(EventKind.WAIT_BEGUN, ann, 0, counter, WaitSide.PUT.ordinal());
        var queue = (ResourceState.Conveyor) Objects.requireNonNull(state.resource(counter));
        assertThat(queue.sender(0)).as("put without waiting").isZero();
        assertThat(queue.sender(1)).isEqualTo(bob);
        assertThat(queue.sender(2)).isEqualTo(ann);
        assertThat(queue.copy()).isEqualTo(queue);
        int cyd = directory.addActor("cyd", "cyd", ActorKind.PLATFORM_THREAD, 0).id();
        happens(EventKind.TAKEN, cyd, -1, counter, 1);
        assertThat(queue.sender(0)).isEqualTo(bob);
        happens(EventKind.WITHDRAWN, bob, -1, counter, 2);
        assertThat(queue.items().size()).isEqualTo(1);
        assertThat(queue.sender(0)).isEqualTo(ann);
    }

    @Test
    void a_signal_ends_a_process_with_all_its_threads_and_leaves_its_locks_to_nobody() {
        int child = directory.addActor("child", "child", ActorKind.PROCESS, ann).id();
        int inside = directory.addActor("inside", "inside", ActorKind.PLATFORM_THREAD, child).id();
        happens(EventKind.ACTOR_CREATED, child, -1, 0, ann);
        happens(EventKind.PROCESS_STARTED, child, -1, 0, 4711);
        assertThat(actor(child).status()).isEqualTo(ActorStatus.CREATED);
        happens(EventKind.ACTOR_STARTED, child, 0, 0, 0);
        happens(EventKind.ACTOR_STARTED, inside, 1, 0, 0);
        happens(EventKind.ACQUIRED, child, 0, door, 1);
        happens(EventKind.WAIT_BEGUN, bob, -1, door, WaitSide.ENTER.ordinal());
        happens(EventKind.PROCESS_KILLED, child, -1, 0, 9);
        happens(EventKind.OWNER_DIED, child, -1, door, 0);
        assertThat(actor(child).status()).isEqualTo(ActorStatus.KILLED);
        assertThat(actor(child).pid()).isEqualTo(4711);
        assertThat(actor(child).killedBy()).isEqualTo(9);
        assertThat(actor(child).holding().isEmpty()).isTrue();
        assertThat(actor(inside).status()).isEqualTo(ActorStatus.KILLED);
        assertThat(seats().orphanedBy()).isEqualTo(child);
        assertThat(seats().holders().isEmpty()).isTrue();
        assertThat(actor(bob).status()).isEqualTo(ActorStatus.BLOCKED);
    }

    @Test
    void one_whose_process_has_ended_is_taken_out_of_a_line_and_does_not_go_on() {
        int child = directory.addActor("child", "child", ActorKind.PROCESS, ann).id();
        happens(EventKind.ACTOR_STARTED, child, 0, 0, 0);
        happens(EventKind.WAIT_BEGUN, child, 0, door, WaitSide.ENTER.ordinal());
        happens(EventKind.PROCESS_EXITED, child, -1, 0, 3);
        happens(EventKind.WAIT_ENDED, child, -1, door, 2);
        assertThat(actor(child).status()).isEqualTo(ActorStatus.FAILED);
        assertThat(actor(child).exitCode()).isEqualTo(3);
        assertThat(actor(child).waitingOn()).isZero();
    }

    @Test
    void a_message_in_a_pipe_has_the_size_that_its_sender_made_of_it() {
        int pipe = directory.addResource("pipe", ResourceKind.PIPE, 65536).id();
        happens(EventKind.WAIT_BEGUN, bob, -1, pipe, WaitSide.READ.ordinal());
        happens(EventKind.SERIALIZED, ann, 0, pipe, 24);
        happens(EventKind.SERIALIZED, bob, 1, pipe, 7);
        happens(EventKind.SENT, ann, 0, pipe, 2);
        happens(EventKind.SENT, bob, 1, pipe, 1);
        var tube = (ResourceState.Tube) Objects.requireNonNull(state.resource(pipe));
        assertThat(tube.user(true)).isEqualTo(ann);
        assertThat(tube.user(false)).isEqualTo(bob);
        assertThat(tube.bytes(0)).isEqualTo(24);
        assertThat(tube.bytes(1)).isEqualTo(7);
        happens(EventKind.RECEIVED, bob, 1, pipe, 2);
        assertThat(tube.messages().size()).isOne();
        assertThat(tube.received()).isOne();
    }
}
