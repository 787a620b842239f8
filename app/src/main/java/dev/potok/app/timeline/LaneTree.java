package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.potok.app.measure.ResourceLevel;
import dev.potok.app.timeline.LaneNode.Family;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;

/** Makes the tree of lanes of a recording: processes, groups, actors and their sections; resources; cores. */
final class LaneTree {
    private final Recording recording;
    private final Map<String, Integer> keys = new HashMap<>();

    private LaneTree(Recording recording) {
        this.recording = recording;
    }

    /** The lanes of that kind, as they lie before anybody has moved one. */
    static List<LaneNode> of(Recording recording, LaneKind kind) {
        var tree = new LaneTree(recording);
        return switch (kind) {
            case ACTORS -> tree.actors();
            case RESOURCES -> tree.resources();
            case CORES -> tree.cores();
        };
    }

    private List<LaneNode> actors() {
        Directory directory = recording.trace().directory();
        var byProcess = new LinkedHashMap<Integer, List<ActorInfo>>();
        var outside = new ArrayList<ActorInfo>();
        // Whoever made the others comes after them, as on a cast list.
        var last = new ArrayList<ActorInfo>();
        for (ActorState actor : recording.edge().actors()) {
            ActorInfo info = actor.info();
            if (info.kind() == ActorKind.SYSTEM) {
                continue;
            }
            if (info.kind() == ActorKind.PROCESS) {
                byProcess.computeIfAbsent(info.id(), id -> new ArrayList<>());
            } else if (directory.actor(info.parent()).kind() == ActorKind.PROCESS) {
                byProcess.computeIfAbsent(info.parent(), id -> new ArrayList<>()).add(info);
            } else {
                (info.parent() == 0 ? last : outside).add(info);
            }
        }
        var found = new ArrayList<LaneNode>();
        byProcess.forEach((id, threads) -> found.add(process(directory.actor(id), threads)));
        found.addAll(grouped("", outside));
        found.addAll(grouped("", last));
        return found;
    }

    private LaneNode process(ActorInfo process, List<ActorInfo> threads) {
        if (threads.isEmpty()) {
            return actor("", process);
        }
        String key = key("process:" + process.name());
        return new LaneNode(key, Family.PROCESS, process.name(), members(threads), grouped(key + "/", threads));
    }

    private static Lane.OfMembers members(List<ActorInfo> actors) {
        return new Lane.OfMembers(actors.stream().map(ActorInfo::id).toList());
    }

    private List<LaneNode> grouped(String path, List<ActorInfo> actors) {
        var byGroup = new LinkedHashMap<String, List<ActorInfo>>();
        for (ActorInfo info : actors) {
            byGroup.computeIfAbsent(info.group(), group -> new ArrayList<>()).add(info);
        }
        var found = new ArrayList<LaneNode>();
        byGroup.forEach((group, members) -> {
            if (members.size() < 2) {
                found.add(actor(path, members.getFirst()));
            } else {
                found.add(new LaneNode(key(path + "group:" + group), Family.GROUP, group, members(members),
                        members.stream().map(member -> actor(path, member)).toList()));
            }
        });
        return found;
    }

    private LaneNode actor(String path, ActorInfo info) {
        String key = key(path + info.name());
        var sections = new ArrayList<LaneNode>();
        for (int depth = 1; depth < recording.sliceDepths(info.id()); depth++) {
            sections.add(new LaneNode(key + "/" + depth, Family.SECTION, "", new Lane.OfSection(info.id(), depth)));
        }
        return new LaneNode(key, Family.ACTOR, info.name(), new Lane.OfActor(info.id()), sections);
    }

    private List<LaneNode> resources() {
        var found = new ArrayList<LaneNode>();
        for (ResourceState resource : recording.edge().resources()) {
            if (ResourceLevel.has(resource.info())) {
                found.add(new LaneNode(key("resource:" + resource.info().name()), Family.SINGLE, resource.info().name(),
                        new Lane.OfResource(resource.info().id(), ResourceLevel.most(resource.info()))));
            }
        }
        return found;
    }

    private List<LaneNode> cores() {
        var found = new ArrayList<LaneNode>();
        for (int core = 0; core < recording.edge().cores().size(); core++) {
            found.add(new LaneNode("core:" + core, Family.SINGLE, "", new Lane.OfCore(core)));
        }
        return found;
    }

    /** Other tools give the same name to several. */
    private String key(String wanted) {
        int before = keys.merge(wanted, 1, Integer::sum);
        return before == 1 ? wanted : wanted + "#" + before;
    }
}
