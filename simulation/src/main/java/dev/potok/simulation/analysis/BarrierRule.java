package dev.potok.simulation.analysis;

import java.util.HashSet;
import java.util.Set;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of barriers: a round opens when all its parties have arrived, and nobody passes before, nor in a round that was broken. */
final class BarrierRule extends Rule {
    private final Set<Long> broken = new HashSet<>();
    private long round = 1;
    private long arrived;
    private long arrivals;
    private long tripped;
    private long passes;
    private long faults;

    BarrierRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        long argument = event.argument();
        switch (event.kind()) {
            case ARRIVED -> {
                arrivals++;
                arrived++;
                faults += argument == round ? 0 : 1;
            }
            case TRIPPED -> {
                tripped++;
                faults += argument == round && arrived == info.capacity() && !broken.contains(round) ? 0 : 1;
                round++;
                arrived = 0;
            }
            case BROKEN -> broken.add(argument);
            case MENDED -> {
                round = argument;
                arrived = 0;
            }
            case PASSED -> {
                passes++;
                faults += argument < round && !broken.contains(argument) ? 0 : 1;
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (arrivals > 0) {
            verdicts.add("none-leaves-early", faults, info, tripped, info.capacity(), passes, faults);
        }
    }
}
