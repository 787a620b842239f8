package dev.potok.simulation.state;

/**
 * One core at an instant.
 *
 * @param actor id of the actor last seen on it and not known to have left, 0 for none
 * @param units units of work that ended on it
 * @param load  how busy the system says it is, 0 to 1, or NaN where no sample is there
 */
public record CoreState(int actor, long units, double load) {
    static final CoreState IDLE = new CoreState(0, 0, Double.NaN);

    CoreState withActor(int id) {
        return new CoreState(id, units, load);
    }

    CoreState plusUnits(long more) {
        return new CoreState(actor, units + more, load);
    }

    CoreState withLoad(double value) {
        return new CoreState(actor, units, value);
    }
}
