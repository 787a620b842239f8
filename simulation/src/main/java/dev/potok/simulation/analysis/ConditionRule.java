package dev.potok.simulation.analysis;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of conditions: a signal calls no more than wait, and those who have waited longest. */
final class ConditionRule extends Rule {
    private final Line line = new Line();
    private long signals;
    private long called;
    private long lost;
    /** How many a signal has called that are not yet in the line of the mutex. */
    private long onTheWay;
    private long faults;

    ConditionRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case WAIT_BEGUN -> line.join(event.actor());
            case WAIT_ENDED -> {
                // Only who was not called leaves by himself.
                faults += event.argument() == 0 ? 1 : 0;
                line.leave(event.actor());
            }
            case NOTIFIED -> {
                signals++;
                lost += event.argument() == 0 ? 1 : 0;
                if (onTheWay > 0 || event.argument() > line.size()) {
                    faults++;
                }
                onTheWay = event.argument();
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    /** One who waits here joins the line of the mutex. */
    void called(int actor) {
        called++;
        faults += onTheWay == 0 ? 1 : 0;
        onTheWay = Math.max(0, onTheWay - 1);
        line.serve(actor);
    }

    @Override
    void judge(Verdicts verdicts) {
        if (signals + called > 0) {
            verdicts.add("signals-call-the-first", faults + onTheWay + line.outOfTurn, info, signals, called, lost);
        }
    }
}
