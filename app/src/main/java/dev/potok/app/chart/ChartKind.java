package dev.potok.app.chart;

import java.util.Locale;

/** What a chart is of. */
public enum ChartKind {
    /** Units of work a second on each core, stacked. */
    THROUGHPUT,
    /** How busy the system says each core is, the whole machine's work and not only the run's. */
    LOAD;

    /** Name in ids and messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
