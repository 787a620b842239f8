package dev.potok.simulation.run;

/**
 * An actor threw.
 *
 * @param actor name of the actor
 * @param line  line of the scenario it was at, 0 if unknown
 * @param cause what it threw
 */
public record Failure(String actor, int line, Throwable cause) {
    /** Kind and message in one line. */
    public String summary() {
        String message = cause.getMessage();
        if (cause instanceof FailureElsewhere) {
            return String.valueOf(message);
        }
        String kind = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : kind + ": " + message;
    }
}
