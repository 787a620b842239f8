package dev.potok.app.timeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

import dev.potok.app.measure.Budget;
import dev.potok.app.measure.RecordingSums;
import dev.potok.app.measure.TrackShares;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

/**
 * Prints how long it takes to paint 64 lanes of five million events while the window is panned and zoomed: the picture
 * alone, without nodes and without glyphs, in time of the processor, which others who use it disturb less. Not a test; run its main by hand. Arguments: millions of events, width in
 * pixels.
 */
final class LanePaintingTimes {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ACTORS = 64;
    private static final int HEIGHT = 900;
    private static final int PITCH = 14;
    private static final int BAR = 10;

    private LanePaintingTimes() {}

    private static final Marks NO_MARKS = new Marks() {
        @Override
        public Mask glyph(ActorStatus status, int pixels) {
            return Mask.NOTHING;
        }

        @Override
        public Mask actorName(int actor) {
            return Mask.NOTHING;
        }

        @Override
        public Mask actorSign(int actor) {
            return Mask.NOTHING;
        }
    };

    /** Measures and prints. */
    public static void main(String[] arguments) {
        int events = (int) (Double.parseDouble(arguments.length > 0 ? arguments[0] : "5") * 1_000_000);
        int width = Integer.parseInt(arguments.length > 1 ? arguments[1] : "1100");
        Recording recording = recording(events);
        long end = recording.edge().timeNanos();
        var sums = new RecordingSums(recording);
        long begun = System.nanoTime();
        int frames = 0;
        long changes = 0;
        for (boolean all = false; !all; frames++) {
            Budget budget = Budget.nanos(8_000_000);
            all = true;
            for (int actor = 1; actor <= ACTORS; actor++) {
                all &= sums.actor(actor).extend(budget);
            }
        }
        for (int actor = 1; actor <= ACTORS; actor++) {
            changes += recording.actorTrack(actor).size();
        }
        System.out.printf(Locale.ROOT, "%d events, %d changes; sums in %.0f ms over %d frames, %.2f bytes a change%n",
                events, changes, (System.nanoTime() - begun) / 1e6, frames, (double) sums.bytes() / changes);
        List<TrackShares> shares = IntStream.rangeClosed(1, ACTORS).mapToObj(sums::actor).toList();
        var pixels = new Pixels(width, HEIGHT);
        for (String what : List.of("lanes", "summary")) {
            for (int round = 0; round < 3; round++) {
                measure(what, shares, pixels, end, round);
            }
        }
    }

    private static void measure(String what, List<TrackShares> shares, Pixels pixels, long end, int round) {
        var colors = new LaneColors(Theme.DARK);
        var times = new ArrayList<Long>();
        var random = new Random(round);
        for (int frame = 0; frame < 600; frame++) {
            // From all of it down to a thousandth, and along.
            double zoom = Math.pow(1000, -(frame % 200) / 200.0);
            long span = Math.max(1000, (long) (end * zoom));
            long from = (long) (random.nextDouble() * (end - span));
            long begun = THREADS.getCurrentThreadCpuTime();
            pixels.clear(colors.ground());
            var painter = new LanePainter(pixels, colors, NO_MARKS, PixelScale.of(new TimeWindow(from, from + span),
                    pixels.width()), 1, end);
            if (what.equals("lanes")) {
                for (int lane = 0; lane < shares.size(); lane++) {
                    painter.actor(shares.get(lane), lane * PITCH + 2, lane * PITCH + 2 + BAR);
                }
            } else {
                painter.summary(shares, 2, 30, false);
            }
            times.add(THREADS.getCurrentThreadCpuTime() - begun);
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        for (int part = 0; round == 2 && part < 10; part++) {
            int tenth = part;
            long[] at = IntStream.range(0, times.size()).filter(i -> i % 200 / 20 == tenth).mapToLong(times::get)
                    .sorted()
                    .toArray();
            System.out.printf(Locale.ROOT, "  zoom ×%.0f: p50 %.2f ms%n", Math.pow(1000, part / 10.0), at[at.length / 2]
                    / 1e6);
        }
        System.out.printf(Locale.ROOT, "%s, %d px, round %d: p50 %.2f ms, p99 %.2f ms, most %.2f ms%n", what, pixels
                .width(), round, sorted[sorted.length / 2] / 1e6, sorted[(int) (sorted.length * 0.99)] / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    private static Recording recording(int events) {
        var script = new TraceScript();
        for (int i = 1; i <= ACTORS; i++) {
            script.actor("worker-" + i, 0);
        }
        int permits = script.resource("permits", ResourceKind.SEMAPHORE, 8);
        var random = new Random(1);
        EventKind[] begins = {EventKind.IO_BEGUN, EventKind.SLEEP_BEGUN, EventKind.WAIT_BEGUN};
        EventKind[] ends = {EventKind.IO_ENDED, EventKind.SLEEP_ENDED, EventKind.WAIT_ENDED};
        int[] doing = new int[ACTORS];
        Arrays.fill(doing, -1);
        long time = 0;
        for (int i = 0; i < events; i++) {
            time += 200 + random.nextInt(1600);
            int k = random.nextInt(ACTORS);
            int what = doing[k] < 0 ? random.nextInt(3) : doing[k];
            script.at(time, doing[k] < 0 ? begins[what] : ends[what], k + 1, k % 8, what == 2 ? permits : 0, 0);
            doing[k] = doing[k] < 0 ? what : -1;
        }
        return script.recording();
    }
}
