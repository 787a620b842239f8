package dev.potok.resources;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Opens what ships with the program. Any thread. */
public final class Resource {
    private Resource() {}

    /** Whether there is a file of that path ("lessons/en/queue.md"). */
    public static boolean exists(String path) {
        return Resource.class.getResource(path) != null;
    }

    /**
     * Opens a file; the caller closes it.
     *
     * @throws IllegalArgumentException if there is none of that path
     */
    public static InputStream open(String path) {
        InputStream in = Resource.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalArgumentException("nothing named \"" + path + "\" ships with the program");
        }
        return in;
    }

    /**
     * The address of a file, for those who open it themselves.
     *
     * @throws IllegalArgumentException if there is none of that path
     */
    public static String address(String path) {
        java.net.URL url = Resource.class.getResource(path);
        if (url == null) {
            throw new IllegalArgumentException("nothing named \"" + path + "\" ships with the program");
        }
        return url.toExternalForm();
    }

    /** The whole of a UTF-8 text. */
    public static String text(String path) {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("\"" + path + "\" cannot be read", broken);
        }
    }

    /** The pairs of a UTF-8 properties file. */
    public static Properties properties(String path) {
        var properties = new Properties();
        try (var reader = new InputStreamReader(open(path), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException broken) {
            throw new UncheckedIOException("\"" + path + "\" cannot be read", broken);
        }
        return properties;
    }
}
