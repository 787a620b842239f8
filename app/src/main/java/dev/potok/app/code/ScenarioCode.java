package dev.potok.app.code;

import java.util.List;
import java.util.Optional;

import dev.potok.resources.Resource;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.environment.Scenario;

/**
 * All code of one scenario. Immutable; any thread.
 *
 * @param java    what runs
 * @param python  its twin, if it has one
 * @param map     which lines say the same
 * @param excerpt the lines for presenting, if chosen
 */
public record ScenarioCode(CodeListing java, Optional<CodeListing> python, SourceMap map, Optional<Excerpt> excerpt) {
    /**
     * Reads what ships for that scenario.
     *
     * @throws SourceMapException if the files do not fit each other
     */
    public static ScenarioCode of(Scenario scenario) {
        String id = scenario.id();
        List<String> java = Catalogue.source(scenario);
        CodeListing javaListing = CodeListing.java(scenario.getClass().getSimpleName() + ".java", java);
        String twin = "twins/" + id + "-twin.py";
        if (!Resource.exists(twin)) {
            return new ScenarioCode(javaListing, Optional.empty(), SourceMap.empty(), Optional.empty());
        }
        List<String> python = lines(twin);
        CodeListing pythonListing = CodeListing.python(id + "-twin.py", python);
        String rows = "twins/" + id + ".lines";
        SourceMap map = Resource.exists(rows) ? SourceMap.read(rows, lines(rows), java, python) : SourceMap.empty();
        String excerpt = "excerpts/" + id + ".txt";
        return new ScenarioCode(javaListing, Optional.of(pythonListing), map, Resource.exists(excerpt)
                ? Optional.of(Excerpt.read(excerpt, lines(excerpt), java, python))
                : Optional.empty());
    }

    private static List<String> lines(String path) {
        return Resource.text(path).lines().toList();
    }
}
