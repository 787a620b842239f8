package dev.potok.app.shell;

import java.util.ArrayList;
import java.util.List;

import javafx.application.Application;
import javafx.scene.Scene;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import dev.potok.app.theme.Theme;
import dev.potok.resources.Resource;

/** Dresses a scene in a theme: AtlantaFX below, our tokens and sheets above. */
final class Looks {
    private Looks() {}

    /** Uses that theme; the sheets are named without path and ending. */
    static void apply(Scene scene, Theme theme, List<String> sheets) {
        Application.setUserAgentStylesheet(
                theme.dark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        var addresses = new ArrayList<String>();
        addresses.add(theme.tokenSheet());
        for (String sheet : sheets) {
            addresses.add(Resource.address("themes/" + sheet + ".css"));
        }
        scene.getStylesheets().setAll(addresses);
        scene.setFill(theme.color("bg"));
        var root = scene.getRoot().getStyleClass();
        for (Theme each : Theme.values()) {
            root.remove("theme-" + each.id());
        }
        root.add("theme-" + theme.id());
    }
}
