package dev.potok.simulation.bench;

import java.util.Locale;

/** What is measured of processes; CPython's side of each has the same name. */
public enum Work {
    /** A child that does nothing, from before it is made until it has gone. */
    START,
    /** Locking and unlocking a mutex that nobody else wants. */
    MUTEX,
    /** Four children increment one number under a mutex. */
    INCREMENTS,
    /** Byte arrays from one child to another through a queue. */
    QUEUE_BYTES,
    /** The same with texts. */
    QUEUE_STRINGS,
    /** The same with whole numbers. */
    QUEUE_NUMBERS,
    /** The same with objects of a class, each with a list in it. */
    QUEUE_OBJECTS,
    /** Bytes from one child to another and back. */
    PIPE,
    /** Small tasks to a pool of two workers, each by itself, and their results in order. */
    IMAP;

    /** Its name in kebab-case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
