package dev.potok.simulation.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Scope;

/**
 * Who waits for whom at an instant: the waits that only certain actors can end, which are those for a lock that somebody
 * holds, for the end of another, and for the subtasks of a scope. What anybody may give – a permit, a signal, an item –
 * makes no edge. A pure function of the state; immutable, any thread.
 *
 * <p>
 * A closed circle here is one of waits; the state does not know which of them have a time-out, so it need not last. Only
 * {@link ActorState#circle()} tells one that nobody can open any more.
 */
public final class WaitForGraph {
    private static final int UNSEEN = 0;
    private static final int ON_PATH = 1;
    private static final int DONE = 2;

    private final List<Edge> edges;
    /** By actor: where its edges begin, in the order of the actors' numbers. */
    private final Map<Integer, Integer> first;
    private final List<List<Integer>> circles;

    /**
     * One who waits, and one without whom it cannot go on.
     *
     * @param waiter   id of the actor that waits
     * @param holder   id of the one it waits for; a mutex that is no reentrant one can make an actor wait for itself
     * @param resource id of the lock or the scope, 0 where the other's end is waited for
     */
    public record Edge(int waiter, int holder, int resource) {}

    private WaitForGraph(List<Edge> edges, Map<Integer, Integer> first) {
        this.edges = edges;
        this.first = first;
        this.circles = findCircles();
    }

    /** The graph of that state. */
    public static WaitForGraph of(RunState state) {
        var edges = new ArrayList<Edge>();
        var first = new HashMap<Integer, Integer>();
        for (int id = 1; id <= state.actorCount(); id++) {
            ActorState actor = state.actor(id);
            if (actor == null) {
                continue;
            }
            int before = edges.size();
            if (actor.waitingOn() != 0) {
                ofWait(actor, state.resource(actor.waitingOn()), edges);
            } else if (actor.joining() != 0) {
                edges.add(new Edge(id, actor.joining(), 0));
            }
            // A file may name actors that nobody made.
            edges.subList(before, edges.size()).removeIf(edge -> state.actor(edge.holder()) == null);
            if (edges.size() > before) {
                first.put(id, before);
            }
        }
        return new WaitForGraph(List.copyOf(edges), first);
    }

    private static void ofWait(ActorState waiter, @Nullable ResourceState resource, List<Edge> edges) {
        switch (resource) {
            case ResourceState.Seats seats -> {
                if (seats.info().kind().isMutex() && !seats.holders().isEmpty()) {
                    edges.add(new Edge(waiter.id(), (int) seats.holders().get(0), seats.info().id()));
                }
            }
            case ResourceState.Room room -> {
                IdLine inside = room.writers().isEmpty() ? room.readers() : room.writers();
                for (int i = 0; i < inside.size(); i++) {
                    if (inside.indexOf(inside.get(i)) == i) {
                        edges.add(new Edge(waiter.id(), (int) inside.get(i), room.info().id()));
                    }
                }
            }
            case ResourceState.Family family -> {
                for (int i = 0; i < family.members().size(); i++) {
                    if (family.state(i) == Scope.State.RUNNING) {
                        edges.add(new Edge(waiter.id(), (int) family.members().get(i), family.info().id()));
                    }
                }
            }
            case null, default -> {
                // Anybody may end that wait.
            }
        }
    }

    /** All edges, in the order of the numbers of those who wait. */
    public List<Edge> edges() {
        return edges;
    }

    /**
     * The closed circles, each in the order of who waits for whom and beginning with the least number; of circles that
     * share a member, one.
     */
    public List<List<Integer>> circles() {
        return circles;
    }

    /** Whether that edge is part of one of the {@link #circles}. */
    public boolean closed(Edge edge) {
        for (List<Integer> circle : circles) {
            int place = circle.indexOf(edge.waiter());
            if (place >= 0 && circle.get((place + 1) % circle.size()) == edge.holder()) {
                return true;
            }
        }
        return false;
    }

    /** The edges of one who waits, from that place on. */
    private int end(int from) {
        int end = from;
        while (end < edges.size() && edges.get(end).waiter() == edges.get(from).waiter()) {
            end++;
        }
        return end;
    }

    /** Goes along the edges; where one leads back to somebody on the path, what lies between is a circle. */
    private List<List<Integer>> findCircles() {
        if (edges.isEmpty()) {
            return List.of();
        }
        int most = 0;
        for (Edge edge : edges) {
            most = Math.max(most, Math.max(edge.waiter(), edge.holder()));
        }
        int[] seen = new int[most + 1];
        boolean[] taken = new boolean[most + 1];
        int[] path = new int[first.size() + 1];
        int[] next = new int[first.size() + 1];
        var found = new ArrayList<List<Integer>>();
        for (Edge start : edges) {
            if (seen[start.waiter()] != UNSEEN) {
                continue;
            }
            int depth = 0;
            path[0] = start.waiter();
            next[0] = first.getOrDefault(start.waiter(), 0);
            seen[start.waiter()] = ON_PATH;
            while (depth >= 0) {
                int at = path[depth];
                int from = first.getOrDefault(at, edges.size());
                if (from == edges.size() || next[depth] >= end(from)) {
                    seen[at] = DONE;
                    depth--;
                    continue;
                }
                int holder = edges.get(next[depth]++).holder();
                if (seen[holder] == ON_PATH) {
                    circle(path, depth, holder, taken, found);
                } else if (seen[holder] == UNSEEN && first.containsKey(holder)) {
                    seen[holder] = ON_PATH;
                    depth++;
                    path[depth] = holder;
                    next[depth] = first.getOrDefault(holder, 0);
                }
            }
        }
        found.sort((a, b) -> Integer.compare(a.getFirst(), b.getFirst()));
        return List.copyOf(found);
    }

    private static void circle(int[] path, int depth, int back, boolean[] taken, List<List<Integer>> found) {
        int begin = depth;
        while (path[begin] != back) {
            begin--;
        }
        int[] members = Arrays.copyOfRange(path, begin, depth + 1);
        int least = 0;
        for (int i = 0; i < members.length; i++) {
            if (taken[members[i]]) {
                return;
            }
            least = members[i] < members[least] ? i : least;
        }
        var circle = new ArrayList<Integer>();
        for (int i = 0; i < members.length; i++) {
            int member = members[(least + i) % members.length];
            taken[member] = true;
            circle.add(member);
        }
        found.add(List.copyOf(circle));
    }
}
