package dev.potok.app.shell;

import dev.potok.simulation.run.Mode;

/** What keys, buttons and other parts of the window can ask of it as a whole. For the JavaFX thread. */
interface Commands {
    /** Runs the chosen scenario if there is nothing of it to show, else pauses or goes on. */
    void runOrPause();

    /** Runs the chosen scenario anew with its present settings. */
    void restart();

    /** Uses that machine from the next run on, and runs at once if something had been run. */
    void use(Mode mode);

    /** Presents to the room, from the start or from where the playhead is. */
    void present(boolean fromHere);

    /** Takes the next of the themes. */
    void nextTheme();

    /** Shows which keys do what. */
    void showKeys();
}
