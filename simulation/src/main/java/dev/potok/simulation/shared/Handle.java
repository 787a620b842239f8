package dev.potok.simulation.shared;

import java.io.Serializable;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * By what a shared primitive is known in any process of its run.
 *
 * @param base where it lies in the shared memory
 * @param part of which part of it this is the handle, 0 for the whole
 */
record Handle(int id, String name, ResourceKind kind, long capacity, int partOf, boolean fair, long base, int part)
        implements
            Serializable {
    static Handle of(ResourceInfo info, long base) {
        return of(info, base, 0);
    }

    static Handle of(ResourceInfo info, long base, int part) {
        return new Handle(info.id(), info.name(), info.kind(), info.capacity(), info.partOf(), info.fair(), base, part);
    }

    ResourceInfo info() {
        return new ResourceInfo(id, name, kind, capacity, partOf, fair, true);
    }

    /** That of a condition, with what is to be known of its mutex. */
    record OfLounge(int id, String name, int mutex, String mutexName, ResourceKind mutexKind, boolean mutexFair,
            long base) implements Serializable {
        ResourceInfo info() {
            return new ResourceInfo(id, name, ResourceKind.CONDITION, 0, mutex, true, true);
        }

        Handle ofMutex() {
            return new Handle(mutex, mutexName, mutexKind, 1, 0, mutexFair, base, 0);
        }
    }

    /** Stands for the environment, which every process finds around itself. */
    record Surroundings() implements Serializable {}
}
