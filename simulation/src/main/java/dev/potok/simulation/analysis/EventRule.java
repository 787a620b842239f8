package dev.potok.simulation.analysis;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of events: nobody passes but while it is set or let go by a set, and a set lets all go who wait. */
final class EventRule extends Rule {
    private final Line line = new Line();
    private boolean on;
    private long sets;
    private long passes;
    private long faults;

    EventRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case WAIT_BEGUN -> {
                faults += on ? 1 : 0;
                line.join(event.actor());
            }
            case WAIT_ENDED -> {
                // Who is still in the line was let go by nobody.
                faults += event.argument() == 0 && line.contains(event.actor()) ? 1 : 0;
                line.leave(event.actor());
            }
            case SET -> {
                sets++;
                faults += on || event.argument() != line.size() ? 1 : 0;
                on = true;
                line.clear();
            }
            case CLEARED -> on = false;
            case PASSED -> {
                passes++;
                long set = event.argument();
                faults += set >= 1 && set <= sets && !line.contains(event.actor()) ? 0 : 1;
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (sets + passes > 0) {
            verdicts.add("none-passes-unset", faults, info, sets, passes);
        }
    }
}
