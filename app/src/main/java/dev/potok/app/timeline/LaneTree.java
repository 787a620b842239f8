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
            int process = processOf(info, directory);
            if (process != 0) {
                List<ActorInfo> threads = byProcess.computeIfAbsent(process, id -> new ArrayList<>());
                if (info.id() != process) {
                    threads.add(info);
                }
            } else {
                (info.parent() == 0 ? last : outside).add(info);
            }
        }
        var found = new ArrayList<LaneNode>();
        // Processes of the run that have no threads beside their own are lanes like any other.
        var alone = new ArrayList<ActorInfo>();
        byProcess.forEach((id, threads) -> {
            ActorInfo process = directory.actor(id);
            if (threads.isEmpty() && process.acts()) {
                alone.add(process);
            } else {
                found.add(process(process, threads));
            }
        });
        found.addAll(grouped("", alone));
        found.addAll(grouped("", outside));
        found.addAll(grouped("", last));
        return found;
    }

    private LaneNode process(ActorInfo process, List<ActorInfo> threads) {
        if (threads.isEmpty()) {
            return actor("", process);
        }
        String key = key("process:" + process.name());
        var members = new ArrayList<ActorInfo>();
        var lanes = new ArrayList<LaneNode>();
        if (process.acts()) { // what it does itself comes first
            members.add(process);
            lanes.add(actor(key + "/", process));
        }
        members.addAll(threads);
        lanes.addAll(grouped(key + "/", threads));
        return new LaneNode(key, Family.PROCESS, process.name(), members(members), lanes);
    }

    /** The process in which an actor lives, itself if it is one; 0 for that of the run. */
    private static int processOf(ActorInfo actor, Directory directory) {
        ActorInfo at = actor;
        while (at.kind() != ActorKind.PROCESS && at.parent() != 0) {
            at = directory.actor(at.parent());
        }
        return at.kind() == ActorKind.PROCESS ? at.id() : 0;
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
