package dev.potok.app.stage;

import dev.potok.simulation.state.IdLine;

/** Who sits on which of some seats, so that nobody changes seats while he holds one. */
final class Seating {
    /** Ids of actors, 0 for an empty seat. */
    private final long[] seats;

    Seating(int count) {
        seats = new long[count];
    }

    int count() {
        return seats.length;
    }

    /** Seats the holders, each on as many seats as it stands there, or on one. */
    void seat(IdLine holders, boolean once) {
        long[] left = new long[holders.size()];
        int waiting = 0;
        for (int i = 0; i < left.length; i++) {
            if (!once || holders.indexOf(holders.get(i)) == i) {
                left[waiting++] = holders.get(i);
            }
        }
        for (int seat = 0; seat < seats.length; seat++) {
            int at = 0;
            while (at < waiting && left[at] != seats[seat]) {
                at++;
            }
            if (at == waiting) {
                seats[seat] = 0;
            } else {
                waiting--;
                System.arraycopy(left, at + 1, left, at, waiting - at);
            }
        }
        int seat = 0;
        for (int i = 0; i < waiting; i++) {
            while (seat < seats.length && seats[seat] != 0) {
                seat++;
            }
            if (seat == seats.length) {
                return;
            }
            seats[seat] = left[i];
        }
    }

    /** Empties all seats. */
    void clear() {
        java.util.Arrays.fill(seats, 0);
    }

    /** Gives that seat to that actor. */
    void give(int seat, long actor) {
        seats[seat] = actor;
    }

    /** Who sits there, 0 for nobody. */
    long at(int seat) {
        return seats[seat];
    }

    /** The first seat of that actor, -1 if it has none. */
    int of(long actor) {
        for (int seat = 0; seat < seats.length; seat++) {
            if (seats[seat] == actor) {
                return seat;
            }
        }
        return -1;
    }
}
