package dev.potok.simulation.process;

/** How it stands with the cache of the children's classes. */
public enum CacheState {
    /** It is switched off. */
    OFF,
    /** There is none yet, or another program is making it. */
    ABSENT,
    /** Children use it. */
    USED,
    /** It cannot be had. */
    REFUSED
}
