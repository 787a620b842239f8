package dev.potok.app.shell;

import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;

/**
 * Lets a view of words and figures follow a playback at a calm pace: a dozen times a second while time goes on, which is
 * more than anybody reads, and at once when the playhead stands.
 */
final class Calm {
    private static final long PERIOD_NANOS = 80_000_000;

    private long last;
    private long lastPosition = -1;

    private Calm() {}

    /** Calls that view when it is time to look again. */
    static void follow(Playback playback, Runnable look) {
        var calm = new Calm();
        playback.pulseProperty().addListener((o, was, is) -> {
            if (calm.due(playback)) {
                look.run();
            }
        });
    }

    private boolean due(Playback playback) {
        long now = System.nanoTime();
        boolean jumped = playback.motionProperty().get() == Motion.STANDING && playback.position() != lastPosition;
        if (!jumped && now - last < PERIOD_NANOS) {
            return false;
        }
        last = now;
        lastPosition = playback.position();
        return true;
    }
}
