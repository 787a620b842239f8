package dev.potok.simulation.memory;

/**
 * How often who waits looks again before he sleeps, learnt from what came of it. Two who talk to each other and have a core
 * each are done far sooner if they stay awake; where cores are scarce, who looks keeps the other from answering.
 *
 * <p>
 * What comes in time sets the number to the most there is, what does not halves it. Two who both sleep after every word
 * would do so for ever, for waking somebody takes longer than a few looks; so now and then one looks as often as he may.
 * The least is what one who is awake needs to answer. Any thread; what several of them learn at once may be forgotten.
 */
final class SpinBudget {
    private static final int LEAST = 100;
    private static final int MOST = 800;
    /** So many waits in vain, and the next one looks as often as it may. */
    private static final int TRIED_AFTER = 32;

    private int looks = MOST;
    private int inVain;

    /** How often to look this time. */
    int looks() {
        return inVain < TRIED_AFTER ? looks : MOST;
    }

    /** It came in that time. */
    void worked() {
        looks = MOST;
        inVain = 0;
    }

    /** It did not. */
    void failed() {
        looks = Math.max(looks / 2, LEAST);
        inVain = inVain < TRIED_AFTER ? inVain + 1 : 0;
    }
}
