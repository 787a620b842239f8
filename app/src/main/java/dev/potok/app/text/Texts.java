package dev.potok.app.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Properties;

import dev.potok.resources.Resource;

/** All messages in one language. Immutable; any thread. */
public final class Texts {
    /** The languages there are; the first is the root, which has every key. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("ru"));

    private static final List<String> FILES = List.of("messages", "messages-scenarios", "now", "cli", "side",
            "timeline", "playground");

    private final Locale locale;
    private final Properties properties = new Properties();

    /** The messages in the language of that locale, in English where that is not among {@link #LANGUAGES}. */
    public Texts(Locale wanted) {
        this.locale = LANGUAGES.stream().filter(known -> known.getLanguage().equals(wanted.getLanguage())).findFirst()
                .orElse(LANGUAGES.getFirst());
        String suffix = locale.equals(LANGUAGES.getFirst()) ? "" : "_" + locale.getLanguage();
        for (String file : FILES) {
            properties.putAll(Resource.properties("messages/" + file + suffix + ".properties"));
        }
    }

    /** The language these are in. */
    public Locale locale() {
        return locale;
    }

    /** Whether there is a message of that key. */
    public boolean has(String key) {
        return properties.containsKey(key);
    }

    /**
     * The message with its places filled in. Numbers are to be given as texts where digits must not be grouped.
     *
     * @throws MissingResourceException if there is no such key
     */
    public String get(String key, Object... arguments) {
        String pattern = properties.getProperty(key);
        if (pattern == null) {
            throw new MissingResourceException("there is no message \"" + key + "\" in " + locale, "messages", key);
        }
        return arguments.length == 0 && pattern.indexOf('\'') < 0 && pattern.indexOf('{') < 0
                ? pattern
                : new MessageFormat(pattern, locale).format(arguments);
    }

    /** A number with the right form of its unit: "5 threads", "5 потоков"; the number alone where the unit is empty. */
    public String count(long number, String unit) {
        String digits = number(number);
        return unit.isEmpty() ? digits : digits + " " + get("unit." + unit + "." + pluralForm(number));
    }

    /** A whole number with its digits grouped by narrow spaces. */
    public String number(long number) {
        String digits = Long.toString(Math.abs(number));
        var grouped = new StringBuilder(number < 0 ? "−" : "");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0 && digits.length() > 4) {
                grouped.append('\u202F');
            }
            grouped.append(digits.charAt(i));
        }
        return grouped.toString();
    }

    /** "one", "few" or "many", by the rules of the language. */
    private String pluralForm(long number) {
        long n = Math.abs(number);
        if (!locale.getLanguage().equals("ru")) {
            return n == 1 ? "one" : "many";
        }
        if (n % 10 == 1 && n % 100 != 11) {
            return "one";
        }
        return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? "few" : "many";
    }
}
