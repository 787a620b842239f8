package dev.potok.simulation.analysis;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of reentrant mutexes: one owner, who alone enters again and leaves, and as often as he has entered before another may. */
final class OwnerRule extends Rule {
    private final Line line = new Line();
    private int owner;
    private long depth;
    private long deepest;
    private long entries;
    private long faults;

    OwnerRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        int actor = event.actor();
        switch (event.kind()) {
            case WAIT_BEGUN -> line.join(actor);
            case WAIT_ENDED -> line.leave(actor);
            case ACQUIRED -> {
                entries++;
                if (depth == 0) {
                    line.serve(actor);
                } else if (owner != actor) {
                    faults++;
                }
                owner = actor;
                depth += event.argument();
                deepest = Math.max(deepest, depth);
            }
            case RELEASED -> {
                depth -= event.argument();
                if (depth < 0 || owner != actor) {
                    faults++;
                    depth = Math.max(0, depth);
                }
            }
            case OWNER_DIED -> depth = 0;
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (entries > 0) {
            verdicts.add("one-owner", faults, info, entries, deepest);
            if (info.fair()) {
                verdicts.add("served-in-turn", line.outOfTurn, info, line.outOfTurn, line.served);
            }
        }
    }
}
