package dev.potok.simulation.primitive;

import java.util.List;

import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.Kit;

/** A kit as those see it who make greater things of its parts. */
public interface Workshop extends Kit {
    /** An unbounded queue that belongs to another resource. */
    <T> BoundedQueue<T> queueOf(String name, int partOf);

    /** Makes one actor of a group; it has no share in the numbering. */
    RecordedEnvironment.Member member(String name, String group, int index, Body body);

    /** Whether what goes to its actors goes as copies. */
    boolean copies();

    /** Names of the members of a group. */
    static List<String> names(String name, int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(i -> count == 1 ? name : name + "-" + i).toList();
    }
}
