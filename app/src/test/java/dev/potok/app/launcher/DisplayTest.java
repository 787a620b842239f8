package dev.potok.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisplayTest {
    private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    @Test
    void tellsWhyThereIsNone() {
        assertThat(find(Map.of(), "Linux")).isEqualTo(Display.State.NONE_NAMED);
        assertThat(find(Map.of("DISPLAY", " "), "Linux")).isEqualTo(Display.State.NONE_NAMED);
        assertThat(find(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux")).isEqualTo(Display.State.WAYLAND_ALONE);
        assertThat(find(Map.of("DISPLAY", ":54321"), "Linux")).isEqualTo(Display.State.UNREACHABLE);
        assertThat(find(Map.of("DISPLAY", "nonsense"), "Linux")).isEqualTo(Display.State.UNREACHABLE);
        assertThat(find(Map.of(), "Windows 11")).isEqualTo(Display.State.THERE);
        assertThat(find(Map.of(), "Mac OS X")).isEqualTo(Display.State.THERE);
        var headless = new Properties();
        headless.setProperty("glass.platform", "Headless");
        assertThat(Display.find(Map.of("DISPLAY", ":0"), headless).state()).isEqualTo(Display.State.HEADLESS_ASKED);
    }

    @Test
    void asksTheServerAndShowsItsKey() throws Exception {
        try (var server = new Server(SECRET)) {
            assertThat(find(Map.of("DISPLAY", server.display(), "XAUTHORITY", key(server).toString()), "Linux"))
                    .isEqualTo(Display.State.THERE);
            assertThat(find(Map.of("DISPLAY", server.display(), "XAUTHORITY", folder.resolve("none").toString()),
                    "Linux")).isEqualTo(Display.State.REFUSED);
        }
    }

    private Display.State find(Map<String, String> environment, String os) {
        var system = new Properties();
        system.setProperty("os.name", os);
        system.setProperty("user.home", folder.toString());
        return Display.find(environment, system).state();
    }

    /** A file as xauth keeps it, with a key of another display before the one wanted. */
    private Path key(Server server) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        for (String display : new String[] {"999999", Integer.toString(server.number())}) {
            out.writeShort(256);
            for (byte[] part : new byte[][] {"host".getBytes(StandardCharsets.US_ASCII),
                display.getBytes(StandardCharsets.US_ASCII), "MIT-MAGIC-COOKIE-1".getBytes(StandardCharsets.US_ASCII),
                display.equals("999999") ? new byte[16] : SECRET}) {
                out.writeShort(part.length);
                out.write(part);
            }
        }
        return Files.write(folder.resolve("authority"), bytes.toByteArray());
    }

    /** Lets in whoever has the key. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        private final byte[] secret;

        Server(byte[] secret) throws IOException {
            this.secret = secret;
            var thread = new Thread(this::serve, "x-server");
            thread.setDaemon(true);
            thread.start();
        }

        int number() {
            return socket.getLocalPort() - 6000;
        }

        String display() {
            return "127.0.0.1:" + number() + ".0";
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept(); var in = new DataInputStream(client.getInputStream())) {
                    byte[] head = in.readNBytes(12);
                    byte[] name = in.readNBytes((head[6] + 3) / 4 * 4);
                    byte[] given = in.readNBytes((head[8] + 3) / 4 * 4);
                    boolean fits = head[0] == 'l' && head[2] == 11 && name.length == 20
                            && java.util.Arrays.equals(given, secret);
                    client.getOutputStream().write(fits ? 1 : 0);
                } catch (IOException closed) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
