package dev.potok.app.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * One figure of two who do the same in turn. Each pair of rounds gives a ratio, since what else the machine does meanwhile
 * hits both; the medians count. Confined to one thread.
 */
final class Duel {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    /** Adds a round of ours that theirs did not follow. */
    void alone(double our) {
        ours.add(our);
    }

    /** Adds a pair. */
    void pair(double our, double their) {
        ours.add(our);
        theirs.add(their);
        ratios.add(our / their);
    }

    /** Whether there is any pair. */
    boolean paired() {
        return !ratios.isEmpty();
    }

    /** Our median. */
    double ours() {
        return median(ours);
    }

    /** Theirs; there must be a pair. */
    double theirs() {
        return median(theirs);
    }

    /** What of theirs ours is: the median of the ratios of all pairs, which need not be the ratio of the medians. */
    double ratio() {
        return median(ratios);
    }

    private static double median(List<Double> values) {
        return RecordBench.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
