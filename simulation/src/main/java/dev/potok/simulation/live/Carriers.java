package dev.potok.simulation.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.SharedLanes;

/**
 * The threads of the system that carry the virtual threads of a run, as far as one can know them: the runtime names the
 * carrier in the description of a virtual thread that is mounted. Any thread.
 */
final class Carriers {
    private final ResourceInfo info;
    private final SharedLanes lanes;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();

    Carriers(Directory directory, SharedLanes lanes) {
        this.info = directory.addResource("carriers", ResourceKind.CARRIERS, parallelism());
        this.lanes = lanes;
    }

    /** How many carriers the runtime uses at once: as many as it is told to, else one for each core. */
    static int parallelism() {
        return Math.max(1, Integer.getInteger("jdk.virtualThreadScheduler.parallelism",
                Runtime.getRuntime().availableProcessors()));
    }

    int resource() {
        return info.id();
    }

    SharedLanes lanes() {
        return lanes;
    }

    /** The number of the carrier that the calling virtual thread is mounted on, from 1. */
    int current() {
        while (true) {
            String told = Thread.currentThread().toString(); // VirtualThread[#31,name]/runnable@ForkJoinPool-1-worker-2
            String carrier = told.substring(told.lastIndexOf('@') + 1);
            Integer known = numbers.get(carrier);
            if (known != null) {
                return known;
            }
            // Adding may have to wait for another who adds, and that may move this thread to another carrier.
            numbers.computeIfAbsent(carrier, name -> last.incrementAndGet());
        }
    }
}
