package dev.potok.app.launcher;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant. */
final class Nearest {
    private static final int SUGGESTIONS = 3;

    private Nearest() {}

    /**
     * Those of the known names that are like the written one, the likest first, three at the most: a few letters apart,
     * or one beginning or holding the other.
     */
    static List<String> to(String written, Collection<String> known) {
        String wanted = written.toLowerCase(Locale.ROOT);
        int allowed = Math.max(2, wanted.length() / 3);
        return known.stream()
                .filter(name -> holds(wanted, name) || distance(wanted, name) <= allowed)
                .sorted(Comparator.comparingInt(name -> distance(wanted, name)))
                .limit(SUGGESTIONS)
                .toList();
    }

    private static boolean holds(String wanted, String name) {
        return wanted.length() >= 3 && (name.contains(wanted) || wanted.contains(name));
    }

    /** Letters to change, add or remove (Levenshtein's distance). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
