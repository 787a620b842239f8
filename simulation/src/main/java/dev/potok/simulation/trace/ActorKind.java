package dev.potok.simulation.trace;

/** What an actor is made of. */
public enum ActorKind {
    /** The run itself and the samplers beside it; never drawn. */
    SYSTEM,
    /** A thread of the operating system. */
    PLATFORM_THREAD,
    /** A process of the operating system; its threads name it as their parent. */
    PROCESS
}
