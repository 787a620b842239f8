package dev.potok.simulation.metric;

import java.util.Map;
import java.util.TreeMap;

import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/** Counts finished work. */
public final class UnitCount {
    private UnitCount() {}

    /** Units of work by the core on which each piece of work ended; -1 stands for "core not known". */
    public static Map<Integer, Long> perCore(Trace trace) {
        var units = new TreeMap<Integer, Long>();
        TraceCursor cursor = trace.cursor();
        while (cursor.next()) {
            if (cursor.kind() == EventKind.WORK_ENDED) {
                units.merge(cursor.core(), cursor.argument(), Long::sum);
            }
        }
        return units;
    }
}
