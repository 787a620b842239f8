package dev.potok.app.launcher;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows whose cells stand under each other. */
final class Table {
    private static final String GAP = "  ";

    private final String indent;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table that stands that far in. */
    Table(String indent) {
        this.indent = indent;
    }

    /** Adds a row. */
    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Prints all rows. */
    void print(PrintWriter out) {
        var widths = new ArrayList<Integer>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (List<String> row : rows) {
            var line = new StringBuilder(indent);
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i));
                if (i < row.size() - 1) {
                    line.append(" ".repeat(widths.get(i) - row.get(i).length())).append(GAP);
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
