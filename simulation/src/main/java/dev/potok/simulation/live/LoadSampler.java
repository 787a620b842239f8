package dev.potok.simulation.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import oshi.hardware.CentralProcessor;

import dev.potok.simulation.machine.Machine;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Recorder;
import dev.potok.simulation.trace.ResourceKind;

/**
 * Asks the operating system a few times a second how busy each core is, and records it as counters named
 * {@code load-0}, {@code load-1} … in hundredths of a percent. The whole machine's load, not only the run's. Beside them
 * it records what {@link WatchingMeter} finds, and the memory of the run's processes.
 */
final class LoadSampler implements AutoCloseable {
    /** Begins the name of each counter. */
    static final String PREFIX = "load-";
    private static final long PERIOD_NANOS = 250_000_000;

    private final LiveRun run;
    private final Thread thread;
    /** Guarded by this. */
    private boolean closed;

    private LoadSampler(LiveRun run) {
        this.run = run;
        this.thread = new Thread(this::live, "potok-load-sampler");
        thread.setDaemon(true);
    }

    static LoadSampler start(LiveRun run) {
        var sampler = new LoadSampler(run);
        sampler.thread.start();
        return sampler;
    }

    private void live() {
        try {
            sample();
        } catch (RuntimeException | LinkageError failed) {
            // A short run may be over, and the program on its way out, before the library that asks is loaded.
            if (!isClosed()) {
                throw failed;
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void sample() {
        Recorder.Lane lane;
        synchronized (this) {
            if (closed) {
                return;
            }
            lane = run.openLane(0);
        }
        CentralProcessor processor = Machine.processor();
        Directory directory = run.trace().directory();
        long[][] before = processor.getProcessorCpuLoadTicks();
        int[] counters = new int[before.length];
        for (int core = 0; core < counters.length; core++) {
            counters[core] = directory.addResource(PREFIX + core, ResourceKind.COUNTER, 10_000).id();
        }
        int watching = directory.addResource(WatchingMeter.COUNTER, ResourceKind.COUNTER, WatchingMeter.WHOLE).id();
        var meter = new WatchingMeter(run);
        while (true) {
            LockSupport.parkNanos(this, PERIOD_NANOS);
            double[] loads = processor.getProcessorCpuLoadBetweenTicks(before);
            before = processor.getProcessorCpuLoadTicks();
            long watched = meter.look();
            Map<ProcessActor, Long> memory = memory();
            synchronized (this) {
                if (closed) {
                    return;
                }
                // Nothing is recorded while run time stands, or is about to.
                for (int core = 0; core < loads.length && !run.haltRequested(); core++) {
                    lane.record(EventKind.COUNTER, 0, counters[core], 0, Math.round(loads[core] * 10_000));
                }
                memory.forEach((process, bytes) -> {
                    if (!process.ended() && !run.haltRequested()) {
                        lane.record(EventKind.MEMORY, process.id(), -1, 0, 0, bytes, Long.MIN_VALUE);
                    }
                });
                if (watched >= 0 && !run.haltRequested()) {
                    lane.record(EventKind.COUNTER, 0, watching, 0, watched);
                }
            }
        }
    }

    /** What each living process has resident, as far as that is told. */
    private Map<ProcessActor, Long> memory() {
        var memory = new LinkedHashMap<ProcessActor, Long>();
        for (ProcessActor process : run.processes()) {
            long pid = process.livingPid();
            long bytes = pid == 0 ? 0 : ResidentMemory.of(pid);
            if (bytes > 0) {
                memory.put(process, bytes);
            }
        }
        return memory;
    }

    /** Does something while no load is being recorded; none is afterwards as long as the run is asked to halt. */
    synchronized void whileSilent(Runnable action) {
        action.run();
    }

    /** Nothing is recorded once this has returned; the thread ends as soon as it sees it. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        LockSupport.unpark(thread);
    }
}
