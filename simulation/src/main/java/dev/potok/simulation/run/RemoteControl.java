package dev.potok.simulation.run;

import java.util.List;

import dev.potok.simulation.environment.Press;

/**
 * The buttons of an attended run. Any thread may call any method; none of them waits. Presses are made in the order in
 * which they come, each when every actor waits; one that cannot be made then is forgotten.
 */
public interface RemoteControl {
    /** What actors can be told, as it is written on the buttons, in their order. */
    List<String> calls();

    /** How many actors there may be. */
    int mostActors();

    /** Presses that show something worth seeing. */
    List<Press> example();

    /** Asks for a press. */
    void press(Press press);

    /** All presses made so far. Where time-outs ran between two of them, the time that passed stands there as well. */
    List<Press> made();

    /** How many of those asked for, or given with the request, are still to be made or under way. */
    int outstanding();

    /** Lets all actors end when the presses asked for so far are made. */
    void end();
}
