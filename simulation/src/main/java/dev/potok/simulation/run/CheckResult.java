package dev.potok.simulation.run;

/**
 * Whether something that must be true was.
 *
 * @param name    id in kebab-case; its sentence is in the messages
 * @param verdict what was found
 * @param detail  the figures behind it
 */
public record CheckResult(String name, Verdict verdict, String detail) {
    /** What can be found. */
    public enum Verdict {
        /** It held. */
        OK,
        /** It did not. */
        FAILED,
        /** This machine could not tell this time; only for what depends on speed. */
        INCONCLUSIVE
    }

    /** A check that held or did not. */
    public static CheckResult of(String name, boolean holds, String detail) {
        return new CheckResult(name, holds ? Verdict.OK : Verdict.FAILED, detail);
    }
}
