package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.ResultRow;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.workload.TextFile;
import dev.potok.simulation.workload.TextFolder;
import dev.potok.simulation.workload.WordCount;
import dev.potok.simulation.workload.WordReport;
import java.util.List;

/** Readers feed a bounded queue, counters empty it, a barrier waits for the last page, and one of them merges. */
public final class WordCountPipeline implements Scenario {
    @Override
    public String id() {
        return "word-count";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Folder("folder", "texts"),
                new Setting.WholeNumber("readers", 1, 32, 3, "threads"),
                new Setting.WholeNumber("counters", 1, 64, 2, "threads"),
                new Setting.WholeNumber("open-files", 1, 32, 2, "permits"),
                new Setting.WholeNumber("capacity", 1, 1000, 8, "items"),
                new Setting.WholeNumber("page", 1, 10_000, 250, "lines"),
                new Setting.WholeNumber("repeat", 1, 1000, 1, "times"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        var files = TextFolder.files(settings.folder("folder"), settings.integer("repeat"));
        int readerCount = settings.integer("readers");
        int counterCount = settings.integer("counters");
        var report = new WordReport(files, settings.integer("page"), counterCount);

        var openFiles = env.semaphore("open files", settings.integer("open-files"));
        var pages = env.<List<String>>queue("pages", settings.integer("capacity"));
        var words = env.counter("words so far");
        var counted = env.barrier("all counted", counterCount);

        var readers = env.threads("reader", readerCount, self -> {
            for (int i = self.index(); i < files.size(); i += readerCount) {
                var file = files.get(i);
                TextFile text;
                openFiles.acquire();
                try {
                    text = self.io(file.getFileName().toString(), () -> report.read(file));
                } finally {
                    openFiles.release();
                }
                for (var page : report.pagesOf(text)) {
                    pages.put(page);
                }
            }
        });

        var counters = env.threads("counter", counterCount, self -> {
            var mine = report.count(self.index());
            for (var page = pages.take(); page.isPresent(); page = pages.take()) {
                var lines = page.get();
                var found = self.work(lines.size(), () -> WordCount.of(lines));
                mine.addAll(found);
                words.add(found.words());
            }
            counted.await();
            if (self.index() == 0) {
                self.work(0, report::merge);
            }
        });

        readers.start();
        counters.start();
        readers.join();
        pages.close();
        counters.join();

        env.expect("same-as-sequential", () -> report.merged().equals(report.sequential()),
                report.merged()::words, report.sequential()::words);
        env.expect("counter-agrees", () -> words.get() == report.merged().words(), words::get);
        env.result("files", files.size());
        env.result("lines", report.lines());
        env.result("words", report.merged().words());
        env.result("distinct-words", report.merged().distinct());
        env.result("top-words", report.merged().top(10).stream()
                .map(word -> new ResultRow(word.getKey(), word.getValue())).toList());
        env.result("remarks", report.remarks());
    }
}
