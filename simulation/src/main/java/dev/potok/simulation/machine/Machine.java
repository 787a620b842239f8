package dev.potok.simulation.machine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OSProcess;
import oshi.util.GlobalConfig;

import dev.potok.simulation.trace.CoreLocator;

/** The machine this program runs on. Any thread; whoever asks first waits some hundred milliseconds for the answer. */
public final class Machine {
    private Machine() {}

    /** Found once. */
    private static final class Shared {
        static final HardwareAbstractionLayer HARDWARE = hardware();
        static final CentralProcessor PROCESSOR = HARDWARE.getProcessor();

        private static HardwareAbstractionLayer hardware() {
            // By default the library answers from memory for 300 ms, which is longer than the time between two samples.
            GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 100);
            return new SystemInfo().getHardware();
        }
    }

    /** Its processor, which tells how busy its cores are. */
    public static CentralProcessor processor() {
        return Shared.PROCESSOR;
    }

    /** Memory of that process that is resident, bytes; 0 if there is no such process. */
    public static long residentBytes(long pid) {
        OSProcess process = new SystemInfo().getOperatingSystem().getProcess((int) pid);
        return process == null ? 0 : process.getResidentMemory();
    }

    /** What it is, by names that are the same in every language and in a fixed order; what is not known is left out. */
    public static Map<String, String> description() {
        var description = new LinkedHashMap<String, String>();
        description.put("os", System.getProperty("os.name", ""));
        description.put("os-version", System.getProperty("os.version", ""));
        description.put("architecture", System.getProperty("os.arch", ""));
        description.put("processor", processor().getProcessorIdentifier().getName().strip());
        description.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        description.put("memory-bytes", Long.toString(Shared.HARDWARE.getMemory().getTotal()));
        description.put("java", Runtime.version().toString());
        description.put("java-vm", System.getProperty("java.vm.name", ""));
        description.put("core-source", CoreLocator.source().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        description.values().removeIf(String::isEmpty);
        return Collections.unmodifiableMap(description);
    }
}
