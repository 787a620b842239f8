package dev.potok.simulation.analysis;

import java.util.HashMap;
import java.util.Map;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of arrays: what is loaded from a place is what was stored there last. */
final class ArrayRule extends Rule {
    private final Map<Long, Long> values = new HashMap<>();
    /** The place at which the next load or store is. */
    private long place;
    private long loads;
    private long stores;
    private long faults;

    ArrayRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case ELEMENT -> {
                place = event.argument();
                faults += place < info.capacity() ? 0 : 1;
            }
            case LOADED -> {
                loads++;
                faults += values.getOrDefault(place, 0L) == event.argument() ? 0 : 1;
            }
            case WRITTEN -> {
                stores++;
                values.put(place, event.argument());
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (loads > 0) {
            verdicts.add("loads-see-the-last-store", faults, info, loads, stores);
        }
    }
}
