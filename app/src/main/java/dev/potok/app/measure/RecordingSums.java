package dev.potok.app.measure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.trace.Directory;

/**
 * The sums over the tracks of one recording, each made when it is first asked for and kept. Whoever asks extends them. For
 * the thread of the recording.
 */
public final class RecordingSums {
    /** How many hues there are for actors and sections before one comes again. */
    public static final int HUES = 12;

    private static final int STATUSES = ActorStatus.values().length;

    /** A depth of sections of an actor. */
    private record Section(int actor, int depth) {}

    private final Recording recording;
    private final Map<Integer, TrackShares> actors = new HashMap<>();
    private final Map<Section, TrackShares> sections = new HashMap<>();
    private final Map<Integer, TrackShares> cores = new HashMap<>();
    private final Map<Integer, TrackAreas> fills = new HashMap<>();
    private final Map<Integer, TrackAreas> lines = new HashMap<>();
    private final Map<Integer, TrackLevels> levels = new HashMap<>();
    private final Map<Integer, TrackLevels> lineLevels = new HashMap<>();
    private int[] sectionHues = new int[64];

    /** Sums of that recording, none made yet. */
    public RecordingSums(Recording recording) {
        this.recording = recording;
    }

    /** What they are sums of. */
    public Recording recording() {
        return recording;
    }

    /** The hue of an actor by its number, from 1; 0 for nobody. */
    public static int hue(int actor) {
        return actor <= 0 ? 0 : (actor - 1) % HUES + 1;
    }

    /** Time by status; the classes are ordinals of {@link ActorStatus}. */
    public TrackShares actor(int actor) {
        return actors.computeIfAbsent(actor, id -> ofStatus(new TrackReader(recording.actorTrack(id))));
    }

    /** Time by status for a track of an actor. */
    public static TrackShares ofStatus(TrackReader track) {
        return new TrackShares(track, STATUSES, value -> value % Recording.INFERRED);
    }

    /** Time by hue of the sections of an actor at that depth; class 0 is no section. */
    public TrackShares section(int actor, int depth) {
        return sections.computeIfAbsent(new Section(actor, depth), at -> ofHues(
                new TrackReader(recording.sliceTrack(at.actor(), at.depth())), this::hueOfSection));
    }

    /** Time by hue of the actor on that core; class 0 is nobody. */
    public TrackShares core(int core) {
        return cores.computeIfAbsent(core, id -> ofHues(new TrackReader(recording.coreTrack(id)), RecordingSums::hue));
    }

    /** Time by hue for any track. */
    public static TrackShares ofHues(TrackReader track, IntUnaryOperator hueOf) {
        return new TrackShares(track, HUES + 1, hueOf);
    }

    /** How much of a resource was in use over time. */
    public TrackAreas fill(int resource) {
        return fills.computeIfAbsent(resource, id -> new TrackAreas(new TrackReader(recording.resourceTrack(id)),
                ResourceLevel.full(recording.trace().directory().resource(id))));
    }

    /** How many waited for a resource over time. */
    public TrackAreas line(int resource) {
        return lines.computeIfAbsent(resource, id -> new TrackAreas(new TrackReader(recording.lineTrack(id)), 0));
    }

    /** The least and the greatest that was in use of a resource. */
    public TrackLevels levels(int resource) {
        return levels.computeIfAbsent(resource, id -> new TrackLevels(new TrackReader(recording.resourceTrack(id))));
    }

    /** The fewest and the most that waited for a resource. */
    public TrackLevels lineLevels(int resource) {
        return lineLevels.computeIfAbsent(resource, id -> new TrackLevels(new TrackReader(recording.lineTrack(id))));
    }

    /** The hue of a section by its name, from 1; 0 for no section. */
    public int hueOfSection(int text) {
        if (text <= 0) {
            return 0;
        }
        if (text >= sectionHues.length) {
            sectionHues = Arrays.copyOf(sectionHues, Math.max(text + 1, sectionHues.length * 2));
        }
        if (sectionHues[text] == 0) {
            Directory directory = recording.trace().directory();
            // Spread: the hashes of names that differ in their last letter follow one another.
            int hash = directory.text(text).hashCode() * 0x9E3779B9;
            sectionHues[text] = Math.floorMod(hash >>> 8, HUES) + 1;
        }
        return sectionHues[text];
    }

    /** Makes the sums that lanes are painted from, all of them and whole. */
    public void makeAll() {
        for (ActorState actor : recording.edge().actors()) {
            actor(actor.id()).extend();
            for (int depth = 0; depth < recording.sliceDepths(actor.id()); depth++) {
                section(actor.id(), depth).extend();
            }
        }
        for (int core = 0; core < recording.edge().cores().size(); core++) {
            core(core).extend();
        }
        for (ResourceState resource : recording.edge().resources()) {
            levels(resource.info().id()).extend();
        }
    }

    /** Bytes that all sums of times take on the heap. */
    public long bytes() {
        long bytes = 0;
        for (Map<?, ? extends RunningSums> some : java.util.List.of(actors, sections, cores, fills, lines)) {
            for (RunningSums sums : some.values()) {
                bytes += sums.bytes();
            }
        }
        return bytes;
    }
}
