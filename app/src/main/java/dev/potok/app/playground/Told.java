package dev.potok.app.playground;

import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.trace.ActorInfo;

/**
 * An actor that is told what to do, at the latest instant known.
 *
 * @param number its number in presses, from 1
 * @param info   who it is
 * @param status what it does
 * @param call   the call it was told last, empty before the first
 * @param answer what came of that call, empty where nothing was printed
 * @param interrupted whether it was interrupted since, which the next wait that an interrupt can end will see
 */
record Told(int number, ActorInfo info, ActorStatus status, String call, String answer, boolean interrupted) {
    /** Whether it waits in its call, and so can only be interrupted. */
    boolean waits() {
        return switch (status) {
            case BLOCKED, WAITING, SLEEPING, IO, JOINING -> true;
            case CREATED, RUNNING, READY, IDLE, FINISHED, FAILED, KILLED, UNKNOWN, IN_SLICE, OUT_OF_SLICE -> false;
        };
    }
}
