package dev.potok.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.app.text.ScenarioTexts;
import dev.potok.app.text.Texts;

class CatalogueFilterTest {
    @ParameterizedTest
    @CsvSource({"'',en,barrier,true", "BARR,en,barrier,true", "barrier gate,en,barrier,true",
        "barrier conveyor,en,barrier,false", "word-count,ru,word-count,true", "подсчет,ru,word-count,true",
        "ПОДСЧЁТ,ru,word-count,true", "'  semaphore ',en,queue,false", "conveyor,en,queue,true"})
    void findsByAllWordsInNamePromiseOrId(String typed, String language, String scenario, boolean found) {
        var texts = new ScenarioTexts(scenario, new Texts(Locale.of(language)));
        assertThat(new CatalogueFilter(typed).finds(texts)).isEqualTo(found);
    }
}
