package dev.potok.simulation.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.potok.simulation.state.Recording;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.StoredRun;
import dev.potok.simulation.trace.file.TraceFileException;

class DamagedJsonTest {
    private static final int MUTATIONS = 6000;
    private static final List<String> WORDS = List.of("1e999999999", "-1e999999999", "1e-999999999", "9".repeat(999),
            "9".repeat(1200), "NaN", "-Infinity", "null", "true", "{}", "[]", "\"\"", "\"ph\":\"E\",", "\"ph\":\"B\",",
            "\"ts\":0,", "\"ts\":-4611686018427387904,", "\"dur\":1e15,", "\"pid\":{\"a\":[1]},",
            "\"tid\":\"\\ud800\",",
            "\"name\":7,", "\"args\":[[[{}]]],", "[".repeat(600), "{\"a\":".repeat(600),
            "\"" + "x".repeat(100_000) + "\"",
            "\\u0000", "\u0000", "\uFEFF", "😀", "]", "}", ",", "\"traceEvents\":[],", "/*", "\"ph\":\"\",",
            "{\"ph\":\"X\",\"ts\":1,\"dur\":-1},", "{\"ph\":\"C\",\"ts\":1,\"args\":{\"a\":1e400}},");

    /** Whatever happens to a file, it is read or refused; nothing else is thrown, and what was read can be shown. */
    @Test
    void isReadOrRefused() throws IOException {
        long seed = 20_260_101;
        var random = new Random(seed);
        List<byte[]> files = files();
        Map<TraceFileException.Reason, Integer> refused = new EnumMap<>(TraceFileException.Reason.class);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = files.get(random.nextInt(files.size()));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes = changed(bytes, random);
            }
            try {
                StoredRun run = ChromeTraceReader.read(new ByteArrayInputStream(bytes), Long.MAX_VALUE);
                assertThat(run.trace().late()).isZero();
                assertThat(run.trace().endNanos()).isNotNegative();
                if (i % 8 == 0) {
                    new Recording(run.trace()).advanceFully();
                    ChromeJson.read(ChromeJson.export(run));
                }
                read++;
            } catch (TraceFileException sentence) {
                refused.merge(sentence.reason(), 1, Integer::sum);
                assertThat(sentence.detail()).isNotBlank().hasSizeLessThan(200);
            } catch (RuntimeException | IOException | Error unexpected) {
                throw new AssertionError("seed " + seed + ", mutation " + i, unexpected);
            }
        }
        assertThat(read).isGreaterThan(MUTATIONS / 10);
        assertThat(refused).containsKeys(TraceFileException.Reason.BAD_JSON, TraceFileException.Reason.TRUNCATED);
    }

    private static List<byte[]> files() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String name : List.of("viztracer.json", "chrome-array.json", "texts.json")) {
            try (InputStream in = DamagedJsonTest.class.getResourceAsStream(name)) {
                files.add(Objects.requireNonNull(in).readAllBytes());
            }
        }
        var run = TestRuns.runVirtually(TestRuns.scenario("barrier"), Map.of(), 2, 1);
        files.add(ChromeJson.export(
                new StoredRun(RunDescription.of(run.request()), run.trace(), List.of(), List.of())));
        return files;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        switch (random.nextInt(6)) {
            case 0 -> {
                return java.util.Arrays.copyOf(bytes, at);
            }
            case 1 -> {
                byte[] flipped = bytes.clone();
                if (at < bytes.length) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
            case 2 -> { // a piece is gone
                return spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(40)), new byte[0]);
            }
            case 3 -> { // a piece is there twice
                int end = Math.min(bytes.length, at + random.nextInt(200));
                return spliced(bytes, end, end, java.util.Arrays.copyOfRange(bytes, at, end));
            }
            case 4 -> { // a word in the place of a value
                int begin = at;
                while (begin < bytes.length && bytes[begin] != ':') {
                    begin++;
                }
                begin = Math.min(bytes.length, begin + 1);
                int end = begin;
                while (end < bytes.length && bytes[end] != ',' && bytes[end] != '}') {
                    end++;
                }
                return spliced(bytes, begin, end, word(random));
            }
            default -> {
                return spliced(bytes, at, at, word(random));
            }
        }
    }

    private static byte[] word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] result = new byte[from + between.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
        return result;
    }
}
