package dev.potok.simulation.analysis;

import java.util.HashMap;
import java.util.Map;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of exchangers: whoever swaps gets what another has offered, and that other gets exactly what he has offered. */
final class ExchangerRule extends Rule {
    /** Items offered and not yet swapped, with who offered them. */
    private final Map<Long, Integer> offered = new HashMap<>();
    /** What each has offered. */
    private final Map<Integer, Long> own = new HashMap<>();
    /** By item that was given away already, the item that must come back for it. */
    private final Map<Long, Long> due = new HashMap<>();
    private long swaps;
    private long withdrawn;
    private long faults;

    ExchangerRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        int actor = event.actor();
        long item = event.argument();
        switch (event.kind()) {
            case OFFERED -> {
                Integer before = offered.put(item, actor);
                Long another = own.put(actor, item);
                faults += before != null || another != null ? 1 : 0;
            }
            case WITHDRAWN -> {
                withdrawn++;
                boolean offer = offered.remove(item, actor);
                boolean mine = own.remove(actor, item);
                faults += offer && mine ? 0 : 1;
            }
            case EXCHANGED -> swapped(actor, item);
            default -> {
                // Promises nothing.
            }
        }
    }

    private void swapped(int actor, long item) {
        swaps++;
        Long mine = own.remove(actor);
        Integer partner = offered.remove(item);
        if (mine == null || partner == null || partner == actor) {
            faults++;
            return;
        }
        Long expected = due.remove(mine);
        if (expected == null) {
            due.put(item, mine); // the partner comes next, and must get this one
        } else if (expected != item) {
            faults++;
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (swaps + withdrawn > 0) {
            verdicts.add("pairs-swap", faults + due.size(), info, swaps / 2, withdrawn);
        }
    }
}
