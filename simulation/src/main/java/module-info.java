/** Everything that runs, records and analyses; no window, no JavaFX. */
module dev.potok.simulation {
    requires HdrHistogram;
    requires com.fasterxml.jackson.core;
    requires com.github.oshi;
    requires de.siegmar.fastcsv;
    requires java.management;
    requires jdk.unsupported;
    requires static transitive org.jspecify;

    exports dev.potok.simulation.bench;
    exports dev.potok.simulation.engine;
    exports dev.potok.simulation.environment;
    exports dev.potok.simulation.finding;
    exports dev.potok.simulation.interchange;
    exports dev.potok.simulation.metric;
    exports dev.potok.simulation.run;
    exports dev.potok.simulation.state;
    exports dev.potok.simulation.trace;
    exports dev.potok.simulation.trace.file;
}
