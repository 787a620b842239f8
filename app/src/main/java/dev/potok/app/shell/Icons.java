package dev.potok.app.shell;

import java.util.List;
import java.util.stream.Stream;

import javafx.scene.image.Image;

import dev.potok.resources.Resource;

/** The program's icon in all its sizes. */
final class Icons {
    private Icons() {}

    static List<Image> all() {
        return Stream.of(16, 24, 32, 48, 64, 128, 256)
                .map(size -> new Image(Resource.open("icons/potok-" + size + ".png"))).toList();
    }
}
