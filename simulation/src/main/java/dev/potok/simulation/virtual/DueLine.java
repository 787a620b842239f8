package dev.potok.simulation.virtual;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The actors that go on at a known virtual time, the next one first; those of the same time in the order in which they
 * were added. A binary heap without an object for an entry.
 */
final class DueLine {
    private @Nullable VirtualActor[] heap = new VirtualActor[16];
    private int size;
    private long serial;

    boolean isEmpty() {
        return size == 0;
    }

    /** The next one, null if there is none. */
    @Nullable
    VirtualActor first() {
        return heap[0];
    }

    /** Adds an actor that is not in the line. */
    void add(VirtualActor actor, long dueNanos) {
        actor.dueNanos = dueNanos;
        actor.dueSerial = serial++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        rise(actor, size++);
    }

    private void rise(VirtualActor actor, int from) {
        int place = from;
        while (place > 0) {
            int above = (place - 1) / 2;
            VirtualActor parent = at(above);
            if (before(parent, actor)) {
                break;
            }
            put(place, parent);
            place = above;
        }
        put(place, actor);
    }

    private void put(int place, VirtualActor actor) {
        heap[place] = actor;
        actor.duePlace = place;
    }

    /** Takes out an actor that is in the line. */
    void remove(VirtualActor actor) {
        int place = actor.duePlace;
        VirtualActor last = at(--size);
        heap[size] = null;
        if (place < size) {
            sink(last, place);
            rise(last, last.duePlace);
        }
    }

    /** Takes the next one out; there must be one. */
    VirtualActor poll() {
        VirtualActor first = at(0);
        VirtualActor last = at(--size);
        heap[size] = null;
        if (size > 0) {
            sink(last, 0);
        }
        return first;
    }

    private void sink(VirtualActor actor, int from) {
        int place = from;
        while (true) {
            int below = place * 2 + 1;
            if (below >= size) {
                break;
            }
            if (below + 1 < size && before(at(below + 1), at(below))) {
                below++;
            }
            if (before(actor, at(below))) {
                break;
            }
            put(place, at(below));
            place = below;
        }
        put(place, actor);
    }

    private VirtualActor at(int place) {
        return Objects.requireNonNull(heap[place]);
    }

    private static boolean before(VirtualActor one, VirtualActor other) {
        return one.dueNanos != other.dueNanos ? one.dueNanos < other.dueNanos : one.dueSerial < other.dueSerial;
    }
}
