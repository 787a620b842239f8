package dev.potok.simulation.environment;

import org.jspecify.annotations.Nullable;

/**
 * A remote control with a button for each call an actor can be told to make. Whoever sits before the screen presses them,
 * or a list of {@link Press}es does; actors do nothing of their own accord.
 *
 * <p>
 * A press is made when every actor waits: to be told something, or for something in a call. Who waits in a call cannot be
 * told anything, but can be interrupted. What a call answers or throws is printed, and its actor waits to be told again.
 */
public interface Remote {
    /** What is done by an actor that is asked, and its answer. */
    @FunctionalInterface
    interface Question {
        /**
         * Runs on the actor.
         *
         * @throws Exception is printed
         */
        @Nullable
        Object answer(Actor self) throws Exception;
    }

    /**
     * Adds a button. To be called before {@link #serve}.
     *
     * @param call what is written on it
     * @param body what an actor does that is told so
     */
    void offer(String call, Body body);

    /** Adds a button for a call with an answer, which the actor prints. */
    void ask(String call, Question question);

    /** Presses that show something worth seeing, for whoever has none of his own. Those that cannot be made are left out. */
    void example(String presses);

    /**
     * Makes actors {@code group-1}, {@code group-2} …, each of which does what it is told until nothing more will come, and
     * waits until all have ended. Who waits in a call then is let go, unless some wait for each other in a circle.
     *
     * @throws SettingException if a press is of a call or an actor that is not there, or of an actor that waits in a call
     */
    void serve(String group, int actors);

    /** All presses made so far, as text. */
    String presses();
}
