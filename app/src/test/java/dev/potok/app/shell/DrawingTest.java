package dev.potok.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingTest {
    @Test
    void aCardIsThereWhereItsDeviceIs(@TempDir Path folder) throws Exception {
        assertThat(Drawing.hasCard(folder.resolve("none"))).isFalse();
        assertThat(Drawing.hasCard(folder)).isFalse();
        Files.createFile(folder.resolve("card0"));
        assertThat(Drawing.hasCard(folder)).isFalse();
        Files.createFile(folder.resolve("renderD128"));
        assertThat(Drawing.hasCard(folder)).isTrue();
    }
}
