package dev.potok.simulation.live;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Lets the threads of a run stand back for the window's, so that the picture stays smooth while all cores are busy.
 *
 * <p>
 * Linux gives every thread a nice value of its own ({@code man 2 setpriority}: "affects only the calling thread").
 * Elsewhere this does nothing; {@link Thread#setPriority} would not either. A thread can't come forward again without
 * privileges, so only threads made for a run may call it.
 */
final class ThreadNiceness {
    private static final int PRIO_PROCESS = 0;

    private ThreadNiceness() {}

    /** Bound when the first run that stands back starts; a program that only reads files never pays for it. */
    @SuppressWarnings("restricted") // asking the operating system is what it is for
    private static final class Call {
        static final @Nullable MethodHandle SETPRIORITY = find();

        private static @Nullable MethodHandle find() {
            if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
                return null;
            }
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup().find("setpriority")
                    .map(address -> linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)))
                    .orElse(null);
        }
    }

    /** Gives the calling thread that nice value, 1 to 19; 0 leaves it as it is. */
    static void standBack(int nice) {
        MethodHandle call = nice == 0 ? null : Call.SETPRIORITY;
        if (call == null) {
            return;
        }
        try {
            int ignoredWhereForbidden = (int) call.invokeExact(PRIO_PROCESS, 0, nice);
            assert ignoredWhereForbidden <= 0;
        } catch (Throwable failed) {
            throw new IllegalStateException("setpriority cannot be called", failed);
        }
    }
}
