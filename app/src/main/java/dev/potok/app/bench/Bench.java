package dev.potok.app.bench;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Something that is measured on this machine and held against a goal. */
public interface Bench {
    /** Its name on the command line, in kebab-case; its sentence has the key {@code bench.<name>.description}. */
    String name();

    /**
     * Measures, on the calling thread and others of its own; takes some seconds.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    List<Figure> measure() throws InterruptedException;

    /** What is to be said beside the figures of the last measurement. */
    default List<Remark> remarks() {
        return List.of();
    }

    /**
     * Something that a figure does not tell.
     *
     * @param name      id in kebab-case; its sentence has the key {@code bench.<bench>.remark.<name>}
     * @param arguments what goes into the sentence
     */
    record Remark(String name, List<String> arguments) {}

    /**
     * What was reached.
     *
     * @param name    id in kebab-case; its label has the key {@code bench.<bench>.<name>}
     * @param unit    its unit as the field writes it, the same in all languages: "ns", "/s", "fps", "×", "ms", ""
     * @param reached the figure
     * @param goal    what it is to be, null where it only stands beside another
     * @param atMost  whether the goal is an upper bound
     */
    record Figure(String name, String unit, double reached, @Nullable Double goal, boolean atMost) {
        /** A figure that is to be that much at the most. */
        public static Figure atMost(String name, String unit, double reached, double goal) {
            return new Figure(name, unit, reached, goal, true);
        }

        /** A figure that is to be that much at the least. */
        public static Figure atLeast(String name, String unit, double reached, double goal) {
            return new Figure(name, unit, reached, goal, false);
        }

        /** A figure to compare another with. */
        public static Figure beside(String name, String unit, double reached) {
            return new Figure(name, unit, reached, null, true);
        }

        /** Whether the goal is reached, null where there is none. */
        public @Nullable Boolean met() {
            Double wanted = goal;
            return wanted == null ? null : (Boolean) (atMost ? reached <= wanted : reached >= wanted);
        }
    }
}
