package dev.potok.app.timeline;

import dev.potok.simulation.state.ActorStatus;

/** The small pictures painted upon bars, in device pixels; {@link Mask#NOTHING} where there is none. */
interface Marks {
    /** The glyph of a state in a square of that side. */
    Mask glyph(ActorStatus status, int pixels);

    /** The name of an actor in small type. */
    Mask actorName(int actor);

    /** A letter and a number that stand for the name where there is no room for it. */
    Mask actorSign(int actor);
}
