package dev.potok.simulation.live;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How long a thread has had a core. */
final class ProcessorTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean KNOWN = THREADS.isCurrentThreadCpuTimeSupported();

    private ProcessorTime() {}

    /** Nanoseconds that the calling thread has spent on cores; by the clock where the system does not tell. */
    static long ofCurrentThread() {
        return KNOWN ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Whether the system tells what threads have spent. */
    static boolean known() {
        return KNOWN && THREADS.isThreadCpuTimeSupported();
    }

    /** Nanoseconds that a thread has spent on cores; 0 if it does not live or the system does not tell. */
    static long of(long threadId) {
        return known() ? Math.max(0, THREADS.getThreadCpuTime(threadId)) : 0;
    }
}
