package dev.potok.app.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.bench.Bench;
import dev.potok.app.shell.FrameBench;
import dev.potok.app.shell.TimelineBench;
import dev.potok.app.text.Texts;
import dev.potok.simulation.bench.BenchFailedException;

/** {@code potok bench}: what this machine reaches, beside the goals the program has set itself. */
final class BenchCommand implements Command {
    private final Map<String, Supplier<Bench>> benches;

    /** With all benches there are. A bench is added here; its class is not loaded before it measures. */
    BenchCommand() {
        this(new LinkedHashMap<>());
        benches.put("record", () -> new RecordBench());
        benches.put("ingest", () -> new IngestBench());
        benches.put("file", () -> new FileBench());
        benches.put("import", () -> new ImportBench());
        benches.put("watching", () -> new WatchingBench());
        benches.put("processes", () -> new ProcessesBench());
        benches.put("start", () -> new StartBench());
        benches.put("timeline", () -> new TimelineBench(Display.find().there()));
        benches.put("frames", () -> new FrameBench(Display.find().there()));
    }

    BenchCommand(Map<String, Supplier<Bench>> benches) {
        this.benches = benches;
    }

    @Override
    public CommandSpec grammar(Texts texts) {
        return CommandSpec.create()
                .addPositional(PositionalParamSpec.builder().type(List.class).auxiliaryTypes(String.class).arity("0..*")
                        .index("0..*").paramLabel("NAME")
                        .description(texts.get("cli.option.bench", String.join(", ", names()))).build())
                .addOption(Written.flag(texts, "--json"));
    }

    private List<String> names() {
        return List.copyOf(benches.keySet());
    }

    @Override
    public int execute(ParseResult parsed, Terminal terminal) throws CommandException {
        var written = new Written(parsed, terminal.texts());
        List<String> wanted = parsed.matchedPositionalValue(0, List.of());
        for (String name : wanted) {
            if (!names().contains(name)) {
                throw written.wrong("cli.error.unknown-bench", name, String.join(", ", names()));
            }
        }
        boolean json = written.has("--json");
        var reports = new ArrayList<Map<String, @Nullable Object>>();
        for (String name : names()) {
            if (wanted.isEmpty() || wanted.contains(name)) {
                Bench bench = Objects.requireNonNull(benches.get(name)).get();
                List<Bench.Figure> figures = measure(bench, written);
                if (json) {
                    reports.add(json(bench, figures));
                } else {
                    print(bench, figures, terminal);
                }
            }
        }
        if (json) {
            var report = new LinkedHashMap<String, @Nullable Object>();
            report.put("cores", Runtime.getRuntime().availableProcessors());
            report.put("java", Runtime.version().toString());
            report.put("benches", reports);
            terminal.out().println(Json.of(report));
        } else {
            terminal.say("bench.caveat", Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        return ExitCode.FINE;
    }

    private static List<Bench.Figure> measure(Bench bench, Written written) throws CommandException {
        try {
            return bench.measure();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw written.wrong("cli.error.bench-interrupted", bench.name());
        } catch (BenchFailedException failed) {
            throw written.wrong("cli.error.bench-failed", bench.name(), String.valueOf(failed.getMessage()));
        }
    }

    private static void print(Bench bench, List<Bench.Figure> figures, Terminal terminal) {
        Texts texts = terminal.texts();
        terminal.out().println(bench.name() + " · " + texts.get("bench." + bench.name() + ".description"));
        var table = new Table("  ");
        for (Bench.Figure figure : figures) {
            Boolean met = figure.met();
            Double goal = figure.goal();
            table.row(
                    met == null ? " " : terminal.sign(met ? Terminal.Verdict.YES : Terminal.Verdict.NO),
                    texts.get("bench." + bench.name() + "." + figure.name()),
                    shown(figure.reached(), figure.unit(), texts),
                    goal == null ? "" : texts.get(figure.atMost() ? "bench.at-most" : "bench.at-least",
                            shown(goal, figure.unit(), texts)));
        }
        table.print(terminal.out());
        for (Bench.Remark remark : bench.remarks()) {
            terminal.say("bench." + bench.name() + ".remark." + remark.name(), remark.arguments().toArray());
        }
        terminal.out().println();
        terminal.out().flush();
    }

    private static String shown(double value, String unit, Texts texts) {
        String number = Math.abs(value) >= 1000 || value == Math.rint(value)
                ? texts.number(Math.round(value))
                : new Wording(texts).decimal(value, Math.abs(value) < 10 ? 2 : 1);
        return unit.isEmpty() ? number : number + (unit.startsWith("/") ? "" : " ") + unit;
    }

    private static Map<String, @Nullable Object> json(Bench bench, List<Bench.Figure> figures) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", bench.name());
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (Bench.Figure figure : figures) {
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("name", figure.name());
            row.put("unit", figure.unit());
            row.put("reached", figure.reached());
            row.put("goal", figure.goal());
            row.put("bound", figure.goal() == null ? null : figure.atMost() ? "at-most" : "at-least");
            row.put("met", figure.met());
            rows.add(row);
        }
        json.put("figures", rows);
        List<Bench.Remark> remarks = bench.remarks();
        if (!remarks.isEmpty()) {
            json.put("remarks", remarks.stream().map(BenchCommand::json).toList());
        }
        return json;
    }

    private static Map<String, @Nullable Object> json(Bench.Remark remark) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", remark.name());
        json.put("arguments", remark.arguments());
        return json;
    }
}
