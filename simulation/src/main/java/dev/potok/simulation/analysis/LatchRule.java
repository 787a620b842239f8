package dev.potok.simulation.analysis;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of latches: the count falls by one each time and never rises, and nobody passes before it is 0. */
final class LatchRule extends Rule {
    private long count;
    private long passes;
    private long faults;
    private boolean used;

    LatchRule(ResourceInfo info) {
        super(info);
        count = info.capacity();
    }

    @Override
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case COUNTED_DOWN -> {
                used = true;
                count--;
                faults += event.argument() == count && count >= 0 ? 0 : 1;
            }
            case PASSED -> {
                used = true;
                passes++;
                faults += count == 0 ? 0 : 1;
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (used) {
            verdicts.add("none-passes-before-zero", faults, info, info.capacity(), count, passes);
        }
    }
}
