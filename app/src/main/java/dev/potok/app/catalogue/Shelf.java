package dev.potok.app.catalogue;

import java.nio.file.Path;

import javafx.collections.ObservableList;

/** Where recordings are kept. For the JavaFX thread; none of its methods waits for a file. */
public interface Shelf {
    /** Files opened or saved last, the latest first. */
    ObservableList<Path> recent();

    /** Opens that file; what is wrong with it is told in the status bar. */
    void open(Path file);

    /** Asks for a file and opens it. */
    void choose();

    /** Asks for a name and saves what is shown under it. */
    void save();
}
