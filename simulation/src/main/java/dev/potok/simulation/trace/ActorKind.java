package dev.potok.simulation.trace;

/** What an actor is made of. */
public enum ActorKind {
    /** The run itself and the samplers beside it; never drawn. */
    SYSTEM,
    /** A thread of the operating system. */
    PLATFORM_THREAD,
    /** A thread of the runtime, which needs a thread of the system, its carrier, only while it runs. */
    VIRTUAL_THREAD,
    /** A process of the operating system; its threads name it as their parent. */
    PROCESS
}
