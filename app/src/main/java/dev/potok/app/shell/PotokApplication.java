package dev.potok.app.shell;

import java.util.concurrent.CountDownLatch;

import javafx.application.Platform;
import javafx.stage.Stage;

import dev.potok.app.text.Language;
import dev.potok.app.theme.Fonts;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;

/** Opens the window. */
public final class PotokApplication {
    private PotokApplication() {}

    /**
     * Starts JavaFX, opens the window and returns when it is closed.
     *
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    public static void open(WindowRequest request) throws InterruptedException {
        Drawing.choose();
        var closed = new CountDownLatch(1);
        Platform.startup(() -> {
            Stage stage = new Stage();
            stage.setOnHidden(event -> closed.countDown());
            MainWindow window = window(stage, request, Memory.ofUser());
            window.open();
            StartSignal.follow(stage, window);
            WindowRequest.Opened opened = request.opened();
            if (opened != null) {
                window.recordings().open(opened.file(), () -> opened.stored());
            }
        });
        closed.await();
        Platform.exit();
    }

    /** Puts the window together, without showing it. */
    static MainWindow window(Stage stage, WindowRequest request, Memory memory) {
        Fonts.load();
        var language = new Language(request.language() == null ? memory.language() : request.language());
        var playback = new Playback(Runs::start);
        String wanted = request.scenario() == null ? Catalogue.MAIN_JOB : request.scenario();
        var plan = new RunPlan(Catalogue.find(wanted).orElseGet(() -> Catalogue.entries().getFirst()));
        return new MainWindow(stage, playback, plan, language, memory);
    }
}
