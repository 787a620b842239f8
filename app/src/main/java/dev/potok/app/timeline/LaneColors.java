package dev.potok.app.timeline;

import java.util.Arrays;

import javafx.scene.paint.Color;

import dev.potok.app.measure.RecordingSums;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.ActorStatus;

/** The colours of lanes in a theme, as {@code 0xRRGGBB}. Immutable; any thread, no toolkit. */
final class LaneColors {
    /** Hues of actors on cores: between those of the states, neighbours far apart. */
    private static final int[] HUES = {226, 322, 72, 188, 345, 48, 282, 206, 300, 96, 20, 244};
    /** How many actors follow one another before a colour comes again. */
    static final int ACTORS = RecordingSums.HUES;

    private static final double BAR_STRENGTH = 0.93;
    private static final double READY_STRENGTH = 0.35;

    private final int[] line = new int[ActorStatus.values().length];
    private final int[] bar = new int[ActorStatus.values().length];
    private final int[] fill = new int[ActorStatus.values().length];
    private final int[] actors = new int[ACTORS];
    private final int readyShare;
    private final int ground;
    private final int grid;
    private final int slot;
    private final int ink;
    private final int level;
    private final int quiet;
    private final int faint;

    /** The colours of that theme. */
    LaneColors(Theme theme) {
        ground = rgb(theme.color("panel"));
        for (ActorStatus status : ActorStatus.values()) {
            line[status.ordinal()] = rgb(theme.line(status));
            fill[status.ordinal()] = rgb(theme.fill(status));
            bar[status.ordinal()] = mix(ground, line[status.ordinal()], BAR_STRENGTH);
        }
        readyShare = mix(ground, rgb(theme.line(ActorStatus.READY)), READY_STRENGTH);
        grid = rgb(theme.color("line"));
        slot = mix(ground, rgb(theme.color("line")), theme.dark() ? 0.35 : 0.28);
        ink = rgb(theme.color("ink"));
        level = rgb(theme.color("accent"));
        quiet = rgb(theme.color("ink-2"));
        faint = rgb(theme.color("ink-4"));
        double brightness = theme.dark() ? 0.50 : theme == Theme.PROJECTOR ? 0.84 : 0.88;
        double saturation = theme.dark() ? 0.36 : 0.26;
        Arrays.setAll(actors, i -> rgb(Color.hsb(HUES[i], saturation, brightness)));
    }

    /** A state's colour. */
    int line(ActorStatus status) {
        return line[status.ordinal()];
    }

    /** A state's bar: its colour, a little softened by the ground. */
    int bar(ActorStatus status) {
        return bar[status.ordinal()];
    }

    /** A state's share of a column: the colour of its bar, paler for what is drawn hollow. */
    int share(ActorStatus status) {
        return status == ActorStatus.READY ? readyShare : bar[status.ordinal()];
    }

    /** A state's ground. */
    int fill(ActorStatus status) {
        return fill[status.ordinal()];
    }

    /** The colour of an actor's bars on cores. */
    int actor(int id) {
        return actors[RecordingSums.hue(id) - 1];
    }

    /** The colour of that class of actors, from 1. */
    int ofActorClass(int actorClass) {
        return actors[actorClass - 1];
    }

    /** What lanes lie on. */
    int ground() {
        return ground;
    }

    /** The lines at the ticks. */
    int grid() {
        return grid;
    }

    /** The room that a level can fill. */
    int slot() {
        return slot;
    }

    /** Names upon bars. */
    int ink() {
        return ink;
    }

    /** A resource's level. */
    int level() {
        return level;
    }

    /** The colour of the critical path. */
    int path() {
        return level;
    }

    /** The colour of arrows, and of what was chosen. */
    int arrow(boolean chosen) {
        return chosen ? level : ink;
    }

    /** Words that are not the main thing. */
    int quiet() {
        return quiet;
    }

    /** What is not known yet. */
    int faint() {
        return faint;
    }

    private static int rgb(Color color) {
        return (int) Math.round(color.getRed() * 255) << 16 | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }

    private static int mix(int under, int over, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int from = under >> shift & 0xFF;
            int to = over >> shift & 0xFF;
            mixed |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return mixed;
    }
}
