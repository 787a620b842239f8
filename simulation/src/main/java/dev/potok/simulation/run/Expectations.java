package dev.potok.simulation.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Collects what a scenario promises and hands out while it runs. Any actor may add. */
public final class Expectations {
    private record Promise(String name, BooleanSupplier holds, List<Supplier<?>> figures) {}

    private final List<Promise> promises = new ArrayList<>();
    private final Map<String, Object> results = new LinkedHashMap<>();

    /** Nothing promised yet. */
    public Expectations() {
        // The collections above are all there is.
    }

    /** Adds a promise to be judged at the end. */
    public synchronized void expect(String name, BooleanSupplier holds, List<Supplier<?>> figures) {
        promises.add(new Promise(name, holds, List.copyOf(figures)));
    }

    /** Adds or replaces a result. */
    public synchronized void result(String name, Object value) {
        results.put(name, value);
    }

    /** Judges all promises; to be called when every actor has ended. */
    public synchronized List<CheckResult> judge() {
        return promises.stream()
                .map(Expectations::judge)
                .toList();
    }

    private static CheckResult judge(Promise promise) {
        try {
            boolean holds = promise.holds.getAsBoolean();
            return CheckResult.of(promise.name, holds, promise.figures.stream().map(Supplier::get).toArray());
        } catch (RuntimeException thrown) { // a run that failed half-way may have left nothing to judge
            return new CheckResult(promise.name, CheckResult.Verdict.FAILED, List.of(), thrown.toString());
        }
    }

    /** The results in the order in which they came. */
    public synchronized Map<String, Object> results() {
        return new LinkedHashMap<>(results);
    }
}
