package dev.potok.simulation.environment;

import java.util.List;

/** One thing a lecturer can set before a run: its name in kebab-case, its type, its bounds and its default. */
public sealed interface Setting {
    /** Name on the command line; label and explanation are in the messages. */
    String name();

    /** The default, written as on the command line. */
    String defaultText();

    /**
     * A whole number.
     *
     * @param unit key of the unit in the messages ("threads", "items"), empty for a bare number
     */
    record WholeNumber(String name, int minimum, int maximum, int defaultValue, String unit) implements Setting {
        @Override
        public String defaultText() {
            return Integer.toString(defaultValue);
        }
    }

    /** One of several words; the first is the default. */
    record Choice(String name, List<String> options) implements Setting {
        @Override
        public String defaultText() {
            return options.getFirst();
        }
    }

    /** A folder the user picks; empty for the sample of that name that ships with the program. */
    record Folder(String name, String sample) implements Setting {
        @Override
        public String defaultText() {
            return "";
        }
    }

    /**
     * What actors are told to do, written as {@link Press} has it; empty to begin with. Whether they have such calls is seen
     * by the run.
     */
    record Presses(String name) implements Setting {
        @Override
        public String defaultText() {
            return "";
        }
    }
}
