package dev.potok.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.Recording;

/**
 * The stage of virtual runs, which are the same everywhere, held against pictures that somebody has looked at. Letters
 * are drawn a little differently from system to system, so a small part of the pixels may differ. With
 * {@code -Dpotok.golden=write} the pictures are made anew, to be looked at before they are committed.
 */
@ExtendWith(ApplicationExtension.class)
class GoldenPictureTest {
    /** A pixel differs if one of its colours is off by more than this, of 255. */
    private static final int TOLERANCE = 40;
    private static final double MOST_DIFFERENT = 0.012;
    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;

    @TempDir private Path folder;

    /** Scenario, its settings that differ, theme, language, milliseconds ("end": the end), and whether before a room. */
    @ParameterizedTest
    @CsvSource({"semaphore, , DARK, en, 700, desk", "semaphore, , LIGHT, ru, 700, desk",
        "barrier, , PROJECTOR, ru, 500, desk", "queue, , DARK, ru, 900, desk",
        "thread-lifecycle, , LIGHT, en, 400, desk",
        "reentrant-mutex, , DARK, en, 590, desk", "read-write-lock, , LIGHT, ru, 700, desk",
        "stamped-lock, , DARK, en, 350, desk", "condition, , DARK, ru, 60, desk", "event, , LIGHT, en, 1000, desk",
        "event, , DARK, en, 2500, desk", "latch, , DARK, en, 350, desk", "phaser, parties=4, DARK, ru, 450, desk",
        "phaser, , LIGHT, en, end, desk",
        "exchanger, , LIGHT, en, 90, desk", "queue, order=lifo, DARK, en, 1000, desk",
        "queue, order=priority, LIGHT, ru, 1000, desk", "queue, capacity=0 ending=task-done, DARK, en, 2000, desk",
        "transfer-queue, , DARK, ru, 350, desk", "race, , DARK, en, 800, desk",
        "mutex, guard=atomic, DARK, ru, 1100, desk", "structured, , DARK, en, end, desk",
        "deadlock, , DARK, en, end, desk", "philosophers, , DARK, en, end, desk",
        "deadlock, , LIGHT, ru, end, room", "philosophers, , LIGHT, ru, end, room",
        "condition, , LIGHT, en, 60, room"})
    void theStageLooksAsItDid(String id, String set, Theme theme, String language, String at, String where)
            throws Exception {
        var scenario = Catalogue.find(id).orElseThrow().scenario().get();
        Run run = Runs.start(new RunRequest(scenario, Settings.of(scenario.settings(), written(set), RunPlan::sample),
                Mode.VIRTUAL, Pace.LECTURE, 2, 11, 0));
        run.result().get(30, TimeUnit.SECONDS);
        var recording = new Recording(run.trace());
        recording.advanceFully();
        long nanos = at.equals("end") ? recording.edge().timeNanos() : Long.parseLong(at) * 1_000_000;
        String name = String.join("-", Stream.of(id, set == null ? "" : set.replace('=', '-').replace(' ', '-'),
                theme.id(), language, at.equals("2500") ? at : "", where.equals("room") ? where : "")
                .filter(part -> !part.isEmpty()).toList()) + ".png";
        Path drawn = folder.resolve(name);
        if (where.equals("room")) {
            ImageIO.write(StageImage.presented(recording, id, nanos, theme, new Texts(Locale.of(language)), 1280, 720),
                    "png", drawn.toFile());
        } else {
            StageImage.write(recording, id, nanos, theme, new Texts(Locale.of(language)), WIDTH, HEIGHT, drawn);
        }
        hold(drawn, name);
    }

    /** Story, theme, language, milliseconds, and whether before a room. */
    @ParameterizedTest
    @CsvSource({"KILLED, DARK, en, 360, desk", "KILLED, LIGHT, ru, 800, desk", "KILLED, LIGHT, en, 800, room",
        "POOL, DARK, ru, 400, desk", "BROKEN_POOL, PROJECTOR, en, 400, desk", "PIPE, DARK, en, 300, desk"})
    void processesLookAsTheyDid(ProcessStory.Plot plot, Theme theme, String language, long at, String where)
            throws Exception {
        Recording recording = ProcessStory.of(plot);
        String name = "process-" + plot.id() + "-" + theme.id() + "-" + language + "-" + at
                + (where.equals("room") ? "-room" : "") + ".png";
        Path drawn = folder.resolve(name);
        Texts texts = new Texts(Locale.of(language));
        if (where.equals("room")) {
            ImageIO.write(StageImage.presented(recording, "story", at * 1_000_000, theme, texts, 1280, 720), "png",
                    drawn.toFile());
        } else {
            StageImage.write(recording, "story", at * 1_000_000, theme, texts, WIDTH, HEIGHT, drawn);
        }
        hold(drawn, name);
    }

    /** Holds a picture against the one of that name. */
    private static void hold(Path drawn, String name) throws Exception {
        Path golden = Path.of("src/test/resources/dev/potok/app/stage", name);
        if ("write".equals(System.getProperty("potok.golden"))) {
            Files.copy(drawn, golden, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        BufferedImage now = ImageIO.read(drawn.toFile());
        BufferedImage then = ImageIO.read(golden.toFile());
        assertThat(now.getWidth()).isEqualTo(then.getWidth());
        assertThat(now.getHeight()).isEqualTo(then.getHeight());
        assertThat(different(now, then)).as("part of the pixels of " + name + " that differ")
                .isLessThan(MOST_DIFFERENT);
    }

    private static Map<String, String> written(@Nullable String set) {
        var written = new HashMap<String, String>();
        if (set != null) {
            for (String each : set.split(" ")) {
                written.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
            }
        }
        return written;
    }

    private static double different(BufferedImage one, BufferedImage other) {
        long count = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                boolean differs = false;
                for (int shift = 0; shift <= 16; shift += 8) {
                    differs |= Math.abs((a >> shift & 255) - (b >> shift & 255)) > TOLERANCE;
                }
                count += differs ? 1 : 0;
            }
        }
        return (double) count / ((long) one.getWidth() * one.getHeight());
    }
}
