package dev.potok.simulation.environment;

/**
 * The source line each actor is at. The build puts a call of {@link #at} before every line of a scenario (see
 * {@code weave.LineWeaver}), and an environment reads the line when it records an event.
 */
public final class SourceLine {
    private static final ThreadLocal<Marker> VIRTUAL_THREADS = new ThreadLocal<>();

    private SourceLine() {}

    /** The calling actor has reached that line. Called by woven code; does nothing outside a run. */
    public static void at(int line) {
        Thread current = Thread.currentThread();
        if (current instanceof ActorThread thread) {
            thread.marker.line = line;
        } else if (current.isVirtual()) {
            Marker marker = VIRTUAL_THREADS.get();
            if (marker != null) {
                marker.line = line;
            }
        }
    }

    /** From now on the lines that the calling virtual thread reaches go to that marker. */
    public static void bindVirtualThread(Marker marker) {
        VIRTUAL_THREADS.set(marker);
    }

    /** Holds the line of one actor; written and read by that actor alone. */
    public static final class Marker {
        private int line;

        /** A marker at no line. */
        public Marker() {
            line = 0;
        }

        /** The line reached last, 0 before the first. */
        public int line() {
            return line;
        }
    }

    /** A platform thread that knows its line; reaching it costs no look-up. */
    public static class ActorThread extends Thread {
        private final Marker marker;

        /** A thread of that name for the actor the marker belongs to. */
        public ActorThread(Runnable body, String name, Marker marker) {
            super(null, body, name, 0, false);
            this.marker = marker;
        }
    }
}
