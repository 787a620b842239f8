package dev.potok.simulation.environment;

import java.time.Duration;

/**
 * One press of a button on a {@link Remote}. Written as text it is {@code 2 acquire()} (actor 2 is told to make that
 * call), {@code 2 interrupt()}, {@code +} (one actor more) or {@code 1 s} (so much time passes); {@link Presses} reads it.
 */
public sealed interface Press {
    /**
     * An actor is told to make a call.
     *
     * @param actor its number, from 1
     * @param call  the call as it is written on its button
     */
    record Tell(int actor, String call) implements Press {
        @Override
        public String toString() {
            return actor + " " + call;
        }
    }

    /**
     * An actor is interrupted.
     *
     * @param actor its number, from 1
     */
    record Interrupt(int actor) implements Press {
        @Override
        public String toString() {
            return actor + " " + Presses.INTERRUPT;
        }
    }

    /** One actor more. */
    record Add() implements Press {
        @Override
        public String toString() {
            return "+";
        }
    }

    /**
     * Time passes before the next press.
     *
     * @param time how much, whole milliseconds
     */
    record Pass(Duration time) implements Press {
        @Override
        public String toString() {
            return Presses.seconds(time);
        }
    }
}
