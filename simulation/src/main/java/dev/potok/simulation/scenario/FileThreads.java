package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.workload.TextFile;
import dev.potok.simulation.workload.TextFolder;
import java.util.List;

/** One thread a file: while one waits for the disk, others read. */
public final class FileThreads implements Scenario {
    @Override
    public String id() {
        return "thread-files";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Folder("folder", "texts"),
                new Setting.WholeNumber("files", 1, 200, 6, "files"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        var folder = TextFolder.files(settings.folder("folder"), 1);
        var files = folder.subList(0, Math.min(settings.integer("files"), folder.size()));
        var characters = env.counter("characters");

        var readers = env.threads("reader", files.size(), self -> {
            var file = files.get(self.index());
            var text = self.io(file.getFileName().toString(), () -> TextFile.open(file));
            long length = self.work(1, text::characters);
            characters.add(length);
            self.print(file.getFileName() + ": " + length);
        });

        readers.start();
        readers.join();

        long sum = files.stream().mapToLong(file -> TextFile.open(file).characters()).sum();
        env.expect("characters-agree", () -> characters.get() == sum, characters::get, () -> sum);
        env.result("files", files.size());
        env.result("characters", characters.get());
    }
}
