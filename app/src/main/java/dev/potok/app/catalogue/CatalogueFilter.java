package dev.potok.app.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.potok.app.text.ScenarioTexts;

/** Which scenarios a search finds: those with all its words in their name, promise or id. Immutable. */
final class CatalogueFilter {
    private final List<String> words;

    /** The search as typed; an empty one finds all. */
    CatalogueFilter(String typed) {
        words = Stream.of(plain(typed).split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    /** Whether it finds that scenario in that language. */
    boolean finds(ScenarioTexts scenario) {
        return findsName(scenario.name() + " " + scenario.promise() + " " + scenario.scenario());
    }

    /** Whether all its words are in that text. */
    boolean findsName(String given) {
        String text = plain(given);
        return words.stream().allMatch(text::contains);
    }

    /** In small letters, with no difference between letters that are typed for each other. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace('ё', 'е');
    }
}
