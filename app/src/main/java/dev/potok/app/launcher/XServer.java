package dev.potok.app.launcher;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An X server, as far as asking it whether it would let us in: the connection setup of the X protocol (X.Org, "X Window
 * System Protocol", chapter 8) with the keys of the file that {@code xauth} keeps.
 *
 * @param host   its machine, empty for this one
 * @param number number of the display
 */
record XServer(String host, int number) {
    private static final int PORT = 6000;
    private static final long PATIENCE_SECONDS = 3;
    private static final String COOKIE = "MIT-MAGIC-COOKIE-1";
    private static final byte LETS_IN = 1;

    /** A key of the file. */
    private record Key(String name, byte[] secret) {
        static final Key NONE = new Key("", new byte[0]);
    }

    /**
     * The server that a value of DISPLAY names: {@code :0}, {@code host:10.0}, {@code unix:0}.
     *
     * @throws IllegalArgumentException if it names none
     */
    static XServer of(String display) {
        int colon = display.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a display has a colon before its number: " + display);
        }
        String number = display.substring(colon + 1);
        int dot = number.indexOf('.');
        String host = display.substring(0, colon);
        boolean here = host.isEmpty() || host.equals("unix") || host.startsWith("unix/");
        return new XServer(here ? "" : host, Integer.parseInt(dot < 0 ? number : number.substring(0, dot)));
    }

    /**
     * Whether it lets us in with one of the keys in that file, or with none.
     *
     * @throws IOException if nobody answers
     */
    boolean letsIn(Path authority) throws IOException {
        var question = new FutureTask<>(() -> ask(authority));
        var asking = new Thread(question, "potok-display");
        asking.setDaemon(true); // a server that keeps silent must not keep us
        asking.start();
        try {
            return question.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            throw new IOException("the display does not answer", silent);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", hurried);
        }
    }

    private boolean ask(Path authority) throws IOException {
        for (Key key : keys(authority)) {
            try (SocketChannel channel = SocketChannel.open(address())) {
                if (letsIn(channel, key)) {
                    return true;
                }
            }
        }
        return false;
    }

    private SocketAddress address() {
        return host.isEmpty()
                ? UnixDomainSocketAddress.of("/tmp/.X11-unix/X" + number)
                : new InetSocketAddress(host, PORT + number);
    }

    private static boolean letsIn(SocketChannel channel, Key key) throws IOException {
        byte[] name = key.name.getBytes(StandardCharsets.US_ASCII);
        var setup = ByteBuffer.allocate(12 + padded(name.length) + padded(key.secret.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        setup.put((byte) 'l').put((byte) 0);
        setup.putShort((short) 11).putShort((short) 0);
        setup.putShort((short) name.length).putShort((short) key.secret.length).putShort((short) 0);
        setup.put(name).position(12 + padded(name.length)).put(key.secret).rewind();
        while (setup.hasRemaining()) {
            channel.write(setup);
        }
        var answer = ByteBuffer.allocate(1);
        return channel.read(answer) == 1 && answer.get(0) == LETS_IN;
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    /** The keys that may open this display, and last the attempt without one. */
    private List<Key> keys(Path authority) {
        var keys = new ArrayList<Key>();
        if (Files.isReadable(authority)) {
            try (var in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(authority)))) {
                while (in.available() > 0) {
                    in.readShort();
                    block(in);
                    String display = new String(block(in), StandardCharsets.US_ASCII);
                    var key = new Key(new String(block(in), StandardCharsets.US_ASCII), block(in));
                    if (key.name.equals(COOKIE) && (display.isEmpty() || display.equals(Integer.toString(number)))) {
                        keys.add(key);
                    }
                }
            } catch (IOException broken) {
                keys.clear(); // a broken file has no keys; the attempt without one follows
            }
        }
        keys.add(Key.NONE);
        return keys;
    }

    private static byte[] block(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort();
        byte[] block = in.readNBytes(length);
        if (block.length < length) {
            throw new EOFException();
        }
        return block;
    }
}
