package dev.potok.simulation.run;

import java.util.List;

/**
 * Whether something that must be true was.
 *
 * @param name    id in kebab-case; the message {@code check.NAME.title} says what must be true
 * @param verdict what was found
 * @param figures what was counted, in the order of the places in the message {@code check.NAME.detail}; resources by their
 *                {@link dev.potok.simulation.trace.ResourceInfo}, so that they can be called as the screen calls them
 * @param trouble what was thrown while it was judged, empty if nothing was; there are no figures then
 */
public record CheckResult(String name, Verdict verdict, List<Object> figures, String trouble) {
    /** What can be found. */
    public enum Verdict {
        /** It held. */
        OK,
        /** It did not. */
        FAILED,
        /** This machine could not tell this time; only for what depends on speed. */
        INCONCLUSIVE
    }

    /** Keeps a copy of the figures. */
    public CheckResult {
        figures = List.copyOf(figures);
    }

    /** A check that was judged. */
    public CheckResult(String name, Verdict verdict, List<Object> figures) {
        this(name, verdict, figures, "");
    }

    /** A check that held or did not. */
    public static CheckResult of(String name, boolean holds, Object... figures) {
        return new CheckResult(name, holds ? Verdict.OK : Verdict.FAILED, List.of(figures));
    }
}
