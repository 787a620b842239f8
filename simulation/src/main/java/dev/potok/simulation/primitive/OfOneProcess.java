package dev.potok.simulation.primitive;

/** Something that stays in the process that made it, and is known there by this name. */
public interface OfOneProcess {
    /** Its name. */
    String name();
}
