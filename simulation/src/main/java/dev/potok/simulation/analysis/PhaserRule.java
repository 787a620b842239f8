package dev.potok.simulation.analysis;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of phasers: a phase ends when all parties registered by then have arrived or left, and nobody goes on before. */
final class PhaserRule extends Rule {
    private long parties;
    private long missing;
    private long phase;
    private long arrivals;
    private long passes;
    private long faults;

    PhaserRule(ResourceInfo info) {
        super(info);
        parties = info.capacity();
        missing = parties;
    }

    @Override
    void accept(TraceCursor event) {
        long argument = event.argument();
        switch (event.kind()) {
            case REGISTERED -> {
                parties++;
                missing++;
                faults += argument == parties ? 0 : 1;
            }
            case DEREGISTERED -> {
                arrivals++;
                parties--;
                missing--;
                faults += argument == parties && missing >= 0 ? 0 : 1;
            }
            case ARRIVED -> {
                arrivals++;
                missing--;
                faults += argument == phase && missing >= 0 ? 0 : 1;
            }
            case TRIPPED -> {
                faults += argument == phase && missing == 0 ? 0 : 1;
                phase++;
                missing = parties;
            }
            case PASSED -> {
                passes++;
                faults += argument < phase ? 0 : 1;
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (arrivals > 0) {
            verdicts.add("none-leaves-early", faults, info, phase, parties, passes, faults);
        }
    }
}
