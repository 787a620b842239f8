package dev.potok.simulation.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.potok.simulation.machine.Machine;

/** Tells how much memory of a process is resident. Any thread. */
final class ResidentMemory {
    /** Linux has it in a file that is quick to read; its second number is in pages. */
    private static final boolean PROC = Files.isReadable(Path.of("/proc/self/statm"));
    private static final long PAGE_BYTES = 4096;

    private ResidentMemory() {}

    /** Bytes, 0 if there is no such process or the system does not tell. */
    static long of(long pid) {
        if (!PROC) {
            return Machine.residentBytes(pid);
        }
        try {
            String[] numbers = Files.readString(Path.of("/proc", Long.toString(pid), "statm")).split(" ");
            return numbers.length < 2 ? 0 : Long.parseLong(numbers[1]) * PAGE_BYTES;
        } catch (IOException gone) {
            return 0;
        }
    }
}
