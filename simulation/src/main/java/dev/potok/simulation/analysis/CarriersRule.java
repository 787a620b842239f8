package dev.potok.simulation.analysis;

import java.util.HashMap;
import java.util.Map;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of carriers: each carries one virtual thread at a time, and there are no more of them than the runtime has. */
final class CarriersRule extends Rule {
    /** By carrier, whom it carries. */
    private final Map<Long, Integer> carried = new HashMap<>();
    private long mounts;
    private int most;
    private long faults;

    CarriersRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case MOUNTED -> {
                mounts++;
                boolean taken = carried.putIfAbsent(event.argument(), event.actor()) != null;
                most = Math.max(most, carried.size());
                faults += taken || carried.size() > info.capacity() ? 1 : 0;
            }
            case UNMOUNTED -> faults += carried.remove(event.argument(), event.actor()) ? 0 : 1;
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (mounts > 0) {
            verdicts.add("one-on-a-carrier", faults, mounts, most, info.capacity());
        }
    }
}
