package dev.potok.simulation.environment;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Presses as text: what is written of each, with a semicolon between two. */
public final class Presses {
    /** How an interrupt is written. */
    static final String INTERRUPT = "interrupt()";

    private static final Pattern TIME = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?)\\s*s");
    private static final Pattern CALL = Pattern.compile("([1-9]\\d{0,2})\\s+(\\w.*\\))");

    private Presses() {}

    /** The press that is written like that, empty if none is. */
    public static Optional<Press> read(String written) {
        String text = written.strip();
        if (text.equals("+")) {
            return Optional.of(new Press.Add());
        }
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            BigDecimal millis = new BigDecimal(time.group(1)).movePointRight(3);
            return Optional.of(new Press.Pass(Duration.ofMillis(millis.longValueExact())));
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return Optional.empty();
        }
        int actor = Integer.parseInt(call.group(1));
        String name = call.group(2);
        return Optional.of(name.equals(INTERRUPT) ? new Press.Interrupt(actor) : new Press.Tell(actor, name));
    }

    /**
     * Reads any number of presses, separated by semicolons or on lines of their own; what is blank between two is none.
     *
     * @throws IllegalArgumentException if one is not written as a press is; its message is that one, as written
     */
    public static List<Press> readAll(String written) {
        var presses = new ArrayList<Press>();
        for (String part : written.split("[;\\n]", -1)) {
            if (!part.isBlank()) {
                presses.add(read(part).orElseThrow(() -> new IllegalArgumentException(part.strip())));
            }
        }
        return List.copyOf(presses);
    }

    /** All of them as text, which {@link #readAll} reads. */
    public static String write(List<? extends Press> presses) {
        return presses.stream().map(Press::toString).collect(Collectors.joining("; "));
    }

    static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
