package dev.potok.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesEveryKindOfValue() {
        var object = new LinkedHashMap<String, Object>();
        object.put("z", 1);
        object.put("a", null);
        object.put("list", Arrays.asList(true, false, 1.5, -3L, "x", null, List.of(), Map.of()));
        assertThat(Json.of(object)).isEqualTo("""
                {
                  "z": 1,
                  "a": null,
                  "list": [
                    true,
                    false,
                    1.5,
                    -3,
                    "x",
                    null,
                    [],
                    {}
                  ]
                }""");
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        String odd = "quote \" backslash \\ line\nreturn\r tab\t nul\0 bell\u0007 del\u007F \u2028 русский 漢字 😀 </script>";
        assertThat(JsonReader.read(Json.of(Map.of(odd, List.of(odd))))).isEqualTo(Map.of(odd, List.of(odd)));
        assertThat(JsonReader.read(Json.of(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 1e-7, 1.0E10))))
                .isEqualTo(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 1e-7, 1.0E10));
    }

    @Test
    void halfACharacterIsEscapedSinceUtf8CannotHaveIt() {
        assertThat(Json.of("a\uD83Db")).isEqualTo("\"a\\ud83db\"");
        assertThat(Json.of("a\uDE00b")).isEqualTo("\"a\\ude00b\"");
        assertThat(Json.of("\uD83D\uDE00")).isEqualTo("\"\uD83D\uDE00\"");
    }

    @Test
    void numbersThatJsonHasNotAreNull() {
        assertThat(Json.of(List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN)).replaceAll("\\s", ""))
                .isEqualTo("[null,null,null]");
    }
}
