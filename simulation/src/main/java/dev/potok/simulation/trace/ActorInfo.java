package dev.potok.simulation.trace;

/**
 * Who an actor is.
 *
 * @param id     number of the actor, from 1 in order of creation; 0 is the run itself
 * @param name   name shown, unique within a run
 * @param group  name shared by actors made together ("worker"), or the name itself
 * @param kind   what it is made of
 * @param parent id of the actor that made it, 0 for none
 */
public record ActorInfo(int id, String name, String group, ActorKind kind, int parent) {
    /**
     * Whether it does something itself. The run's own threads are no actors of a story, and a process that nobody in the
     * run made is one of another tool's recording: it is its threads and nothing else.
     */
    public boolean acts() {
        return kind != ActorKind.SYSTEM && (kind != ActorKind.PROCESS || parent != 0);
    }
}
