package dev.potok.app.stage;

import java.util.Locale;

import dev.potok.app.timeline.TraceScript;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.WaitSide;

/** Runs with processes, written by hand, so that they are the same everywhere. Times in milliseconds. */
public final class ProcessStory {
    private static final long MIB = 1 << 20;
    private final TraceScript script = new TraceScript();
    private final int main = script.actor("main", 0);

    private ProcessStory() {
        at(0, EventKind.RUN_STARTED, 0, -1, 0, 2);
        at(0, EventKind.ACTOR_CREATED, main, -1, 0, 0);
        at(1, EventKind.ACTOR_STARTED, main, 0, 0, 0);
    }

    /** What is to be seen, and how it ends. */
    public enum Plot {
        /** Three processes share a lock and a number; one ends with a code, one is killed with the lock. */
        KILLED,
        /** A pool at work, in the middle of it. */
        POOL,
        /** A pool whose worker was killed. */
        BROKEN_POOL,
        /** Messages both ways, and an array. */
        PIPE;

        /** Its name in names of files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** That story, fully read. */
    public static Recording of(Plot plot) {
        var story = new ProcessStory();
        switch (plot) {
            case KILLED -> story.killed();
            case POOL -> story.pool(false);
            case BROKEN_POOL -> story.pool(true);
            case PIPE -> story.pipe();
        }
        return story.script.recording();
    }

    private void at(long milliseconds, EventKind kind, int actor, int core, int resource, long argument) {
        script.at(milliseconds * 1_000_000, kind, actor, core, resource, argument);
    }

    private int process(long milliseconds, String name, String group, int pid) {
        int id = script.actor(name, group, ActorKind.PROCESS, main);
        at(milliseconds, EventKind.ACTOR_CREATED, id, -1, 0, main);
        at(milliseconds, EventKind.SERIALIZED, main, 0, 0, 612);
        at(milliseconds, EventKind.PROCESS_STARTED, id, -1, 0, pid);
        at(milliseconds, EventKind.MEMORY, id, -1, 0, (60 + pid % 10) * MIB);
        return id;
    }

    private void begins(long milliseconds, int process, int core) {
        at(milliseconds, EventKind.ACTOR_STARTED, process, core, 0, 0);
        at(milliseconds, EventKind.DESERIALIZED, process, core, 0, 612);
    }

    private void killed() {
        int local = script.resource("local", ResourceKind.MUTEX, 1);
        int lock = script.shared("lock", ResourceKind.MUTEX, 1, 0);
        int balance = script.shared("balance", ResourceKind.VARIABLE, 0, 0);
        at(2, EventKind.ACQUIRED, main, 0, local, 1);
        at(2, EventKind.RESOURCE_CREATED, main, 0, lock, 1);
        at(2, EventKind.RESOURCE_CREATED, main, 0, balance, 0);
        int one = process(10, "worker-1", "worker", 4711);
        int two = process(20, "worker-2", "worker", 4712);
        int three = process(30, "worker-3", "worker", 4713);
        begins(100, one, 1);
        at(200, EventKind.ACQUIRED, one, 1, lock, 1);
        at(210, EventKind.WRITTEN, one, 1, balance, 1);
        at(220, EventKind.RELEASED, one, 1, lock, 1);
        int thread = script.actor("thread", one);
        at(230, EventKind.ACTOR_CREATED, thread, 1, 0, one);
        at(235, EventKind.ACTOR_STARTED, thread, 1, 0, 0);
        at(236, EventKind.SLEEP_BEGUN, thread, 1, 0, 1_000_000_000);
        begins(300, two, 0);
        begins(310, three, 1);
        at(320, EventKind.ACQUIRED, two, 0, lock, 1);
        at(330, EventKind.SLEEP_BEGUN, two, 0, 0, 1_000_000_000);
        at(340, EventKind.WAIT_BEGUN, one, 1, lock, WaitSide.ENTER.ordinal());
        at(400, EventKind.PROCESS_EXITED, three, -1, 0, 3);
        at(600, EventKind.SIGNALLED, main, 0, 0, 9L << Integer.SIZE | two);
        at(700, EventKind.PROCESS_KILLED, two, -1, 0, 9);
        at(701, EventKind.OWNER_DIED, two, -1, lock, 0);
        at(702, EventKind.WAIT_ENDED, one, -1, lock, 2);
        at(800, EventKind.WORKING, one, 1, 0, 0);
    }

    private void pool(boolean broken) {
        int pool = script.shared("squares", ResourceKind.POOL, 3, 0);
        int tasks = script.shared("squares tasks", ResourceKind.QUEUE, 0, pool);
        int results = script.shared("squares results", ResourceKind.QUEUE, 0, pool);
        int clerk = script.actor("squares-clerk", main);
        at(2, EventKind.ACTOR_CREATED, clerk, 0, 0, main);
        int[] workers = new int[3];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = process(10 + i, "squares-" + (i + 1), "squares", 5001 + i);
        }
        at(20, EventKind.ACTOR_STARTED, clerk, 1, 0, 0);
        at(21, EventKind.WAIT_BEGUN, clerk, 1, results, WaitSide.TAKE.ordinal());
        for (int i = 0; i < workers.length; i++) {
            begins(100 + i, workers[i], i % 2);
            at(110 + i, EventKind.WORKER_JOINED, workers[i], i % 2, pool, 0);
        }
        for (int task = 1; task <= 12; task++) {
            at(120, EventKind.TASK_SUBMITTED, main, 0, pool, task);
        }
        for (int task = 1; task <= 5; task++) {
            int worker = workers[task % 3];
            at(130 + 10 * task, EventKind.TASK_STARTED, worker, task % 2, pool, task);
            if (task <= 3) {
                at(135 + 10 * task, task == 2 ? EventKind.TASK_FAILED : EventKind.TASK_ENDED, worker, task % 2, pool,
                        task);
            }
        }
        at(200, EventKind.WAIT_BEGUN, main, 0, pool, WaitSide.JOIN.ordinal());
        at(201, EventKind.SLEEP_BEGUN, workers[1], 0, 0, 1_000_000);
        at(202, EventKind.WAIT_BEGUN, workers[0], 1, tasks, WaitSide.TAKE.ordinal());
        if (broken) {
            at(300, EventKind.PROCESS_KILLED, workers[1], -1, 0, 9);
            at(301, EventKind.BROKEN, clerk, 1, pool, 0);
            for (int task = 4; task <= 12; task++) {
                at(302, EventKind.TASK_CANCELLED, clerk, 1, pool, task);
            }
        }
        at(400, EventKind.WORKING, workers[2], 1, 0, 0);
    }

    private void pipe() {
        int pipe = script.shared("pipe", ResourceKind.PIPE, 65_536, 0);
        int row = script.shared("row", ResourceKind.ARRAY, 6, 0);
        int echo = process(10, "echo", "echo", 6001);
        begins(100, echo, 1);
        for (int i = 1; i <= 4; i++) {
            at(110 + i, EventKind.SERIALIZED, main, 0, pipe, 40L << i);
            at(110 + i, EventKind.SENT, main, 0, pipe, 2L * i);
        }
        at(120, EventKind.RECEIVED, echo, 1, pipe, 2);
        at(121, EventKind.DESERIALIZED, echo, 1, pipe, 80);
        at(130, EventKind.SERIALIZED, echo, 1, pipe, 90);
        at(131, EventKind.SENT, echo, 1, pipe, 1);
        at(140, EventKind.ELEMENT, echo, 1, row, 2);
        at(141, EventKind.WRITTEN, echo, 1, row, 42);
        at(150, EventKind.RECEIVED, main, 0, pipe, 1);
        at(151, EventKind.DESERIALIZED, main, 0, pipe, 90);
        at(160, EventKind.WAIT_BEGUN, main, 0, pipe, WaitSide.TAKE.ordinal());
        at(300, EventKind.WORKING, echo, 1, 0, 0);
    }
}
