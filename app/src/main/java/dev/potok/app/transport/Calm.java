package dev.potok.app.transport;

import dev.potok.app.transport.Playback.Motion;

/**
 * Lets a view follow a playback at a calm pace while time goes on, and at once when the playhead stands: figures a dozen
 * times a second and whole pages four times, which is more than anybody reads, and what flows by twenty times. So there
 * is time left in each frame for what has to move smoothly. For the JavaFX thread.
 */
public final class Calm {
    private static final long WORDS_NANOS = 80_000_000;
    private static final long PAGES_NANOS = 240_000_000;
    private static final long FLOW_NANOS = 45_000_000;

    private final long periodNanos;
    private long last;
    private long lastPosition = -1;

    private Calm(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    /** Calls a view of words and figures when it is time to look again. */
    public static void words(Playback playback, Runnable look) {
        follow(playback, look, WORDS_NANOS);
    }

    /** Calls a view of many words, such as a listing, when it is time to look again. */
    public static void pages(Playback playback, Runnable look) {
        follow(playback, look, PAGES_NANOS);
    }

    /** Calls a view of something that flows by when it is time to look again. */
    public static void flow(Playback playback, Runnable look) {
        follow(playback, look, FLOW_NANOS);
    }

    private static void follow(Playback playback, Runnable look, long periodNanos) {
        var calm = new Calm(periodNanos);
        playback.pulseProperty().addListener((o, was, is) -> {
            if (calm.due(playback)) {
                look.run();
            }
        });
    }

    private boolean due(Playback playback) {
        long now = System.nanoTime();
        boolean goes = playback.motionProperty().get() == Motion.FOLLOWING && playback.running()
                || playback.motionProperty().get() == Motion.PLAYING;
        boolean jumped = !goes && playback.position() != lastPosition;
        if (!jumped && last != 0 && now - last < periodNanos) {
            return false;
        }
        last = now;
        lastPosition = playback.position();
        return true;
    }
}
