import org.jspecify.annotations.NullMarked;

/** The window and the command line. */
@NullMarked module dev.potok.app {
    requires static org.jspecify;

    requires dev.potok.resources;
    requires dev.potok.simulation;

    requires java.desktop;
    requires java.management;
    requires java.prefs;
    requires jdk.jfr;
    requires jdk.management;

    requires javafx.controls;
    requires javafx.graphics;
    requires javafx.swing;

    requires atlantafx.base;
    requires info.picocli;
    requires org.commonmark;
    requires org.controlsfx.controls;
    requires org.jfree.chart.fx;
    requires org.jfree.jfreechart;

    exports dev.potok.app.launcher to javafx.graphics;
}
