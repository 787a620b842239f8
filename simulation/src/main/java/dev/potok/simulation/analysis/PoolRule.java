package dev.potok.simulation.analysis;

import java.util.BitSet;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of pools: a task is begun once, by one worker, after it was given, and ends once at the most. */
final class PoolRule extends Rule {
    private final BitSet given = new BitSet();
    private final BitSet begun = new BitSet();
    private final BitSet over = new BitSet();
    private final BitSet givenUp = new BitSet();
    private long submitted;
    private long ended;
    private long faults;

    PoolRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        int task = Math.clamp(event.argument(), 0, Integer.MAX_VALUE - 1);
        switch (event.kind()) {
            case TASK_SUBMITTED -> {
                submitted++;
                faults += given.get(task) ? 1 : 0;
                given.set(task);
            }
            case TASK_STARTED -> {
                faults += given.get(task) && !begun.get(task) && !over.get(task) ? 0 : 1;
                begun.set(task);
            }
            case TASK_ENDED -> {
                ended++;
                end(task, begun.get(task));
            }
            case TASK_FAILED -> end(task, begun.get(task));
            case TASK_CANCELLED -> {
                // Its worker may be doing it all the same, and its report may be under way.
                faults += given.get(task) && !givenUp.get(task) ? 0 : 1;
                givenUp.set(task);
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    private void end(int task, boolean due) {
        faults += due && !over.get(task) ? 0 : 1;
        over.set(task);
    }

    @Override
    void judge(Verdicts verdicts) {
        if (submitted > 0) {
            verdicts.add("tasks-done-once", faults, info, ended, submitted);
        }
    }
}
