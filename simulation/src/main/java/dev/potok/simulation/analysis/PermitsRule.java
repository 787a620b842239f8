package dev.potok.simulation.analysis;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Of mutexes and semaphores: never more inside than permits, never more given back than taken, a mutex by its holder
 * alone; in order of arrival, if it is fair. Who was signalled at a condition joins the line at that instant.
 */
final class PermitsRule extends Rule {
    private final Line line = new Line();
    private long inside;
    private long mostInside;
    private int holder;
    private long faults;

    PermitsRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        int actor = event.actor();
        switch (event.kind()) {
            case WAIT_BEGUN -> line.join(actor);
            case WAIT_ENDED -> line.leave(actor);
            case ACQUIRED -> {
                line.serve(actor);
                inside += event.argument();
                holder = actor;
                mostInside = Math.max(mostInside, inside);
                if (inside > info.capacity()) {
                    faults++;
                }
            }
            case RELEASED -> {
                inside -= event.argument();
                boolean another = info.kind() == ResourceKind.MUTEX && holder != actor;
                if (inside < 0 || another) {
                    faults++;
                }
            }
            case OWNER_DIED -> inside = Math.max(0, inside - 1);
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (line.served > 0) {
            verdicts.add("permits-kept", faults, info, line.served, mostInside, info.capacity());
            if (info.fair()) {
                verdicts.add("served-in-turn", line.outOfTurn, info, line.outOfTurn, line.served);
            }
        }
    }
}
