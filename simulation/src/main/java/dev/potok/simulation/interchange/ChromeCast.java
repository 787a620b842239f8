package dev.potok.simulation.interchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceKind;

/**
 * Who and what the events of a file are about: processes, threads and series of figures, found by the numbers of their ids.
 * For one thread.
 */
final class ChromeCast {
    private static final String UNKNOWN = "?";
    /** A recording of our own tells the load of a core by such a name. */
    private static final String LOAD = "load-\\d+";

    private final NameTable names;
    private final NameTable ids;
    private final NumberTable processKeys = new NumberTable();
    private final List<ProcessRow> processes = new ArrayList<>();
    private final NumberTable threadKeys = new NumberTable();
    private final List<ThreadRow> threads = new ArrayList<>();
    private final NumberTable counterKeys = new NumberTable();
    private final List<CounterRow> counters = new ArrayList<>();
    private final NumberTable seriesKeys = new NumberTable();
    private final List<SeriesRow> series = new ArrayList<>();
    private @Nullable ThreadRow last;

    /** Nobody yet. Ids are numbers in {@code ids}, -1 where there was none; names of counters are in {@code names}. */
    ChromeCast(NameTable names, NameTable ids) {
        this.names = names;
        this.ids = ids;
    }

    /** A process. */
    static final class ProcessRow {
        private final int id;
        private @Nullable String name;
        private long sort;
        private int actor;
        private boolean created;

        ProcessRow(int id) {
            this.id = id;
        }

        void name(String value) {
            name = value;
        }

        void sort(long index) {
            sort = index;
        }

        /** Number of its actor, 0 if it is none. */
        int actor() {
            return actor;
        }

        /** Whether this is the first time it is asked for. */
        boolean create() {
            boolean first = !created;
            created = true;
            return first;
        }
    }

    /** A thread. */
    static final class ThreadRow {
        private final ProcessRow process;
        private final int id;
        private final int index;
        private @Nullable String name;
        private long sort;
        private int actor;
        private boolean used;
        private boolean sections;
        private boolean pairs;

        ThreadRow(ProcessRow process, int id, int index) {
            this.process = process;
            this.id = id;
            this.index = index;
        }

        ProcessRow process() {
            return process;
        }

        /** From 1. */
        int index() {
            return index;
        }

        /** Number of its actor. */
        int actor() {
            return actor;
        }

        void name(String value) {
            name = value;
        }

        void sort(long value) {
            sort = value;
        }

        /** Takes note of an event of that kind, and of that length if it is a section. */
        void use(byte kind, long length) {
            used = true;
            sections |= kind == ChromeEvents.SECTION && length > 0;
            pairs |= kind == ChromeEvents.BEGIN || kind == ChromeEvents.END;
        }

        /** Whether begins and ends of sections came apart. */
        boolean pairs() {
            return pairs;
        }

        /** Whether sections that last came whole. */
        boolean sections() {
            return sections;
        }
    }

    private record CounterRow(ProcessRow process, int name, List<SeriesRow> series) {}

    /** A series of figures. */
    static final class SeriesRow {
        private final int key;
        private boolean fractions;
        private int resource;

        SeriesRow(int key) {
            this.key = key;
        }

        /** Number of its resource. */
        int resource() {
            return resource;
        }

        /** What goes into the trace for a thousandfold figure. */
        long value(long thousandfold) {
            return fractions ? thousandfold : thousandfold / 1000;
        }
    }

    ProcessRow process(int id) {
        int index = processKeys.indexOf(id);
        if (index == processes.size()) {
            processes.add(new ProcessRow(id));
        }
        return processes.get(index);
    }

    ThreadRow thread(int process, int id) {
        ThreadRow latest = last;
        if (latest != null && latest.id == id && latest.process.id == process) {
            return latest;
        }
        int index = threadKeys.indexOf(NumberTable.pair(process + 1, id + 1));
        if (index == threads.size()) {
            threads.add(new ThreadRow(process(process), id, index + 1));
        }
        ThreadRow found = threads.get(index);
        last = found;
        return found;
    }

    /** Number of the series with that name and key, from 0; {@code thousandfold} is one of its figures. */
    int series(int process, int name, int key, long thousandfold) {
        int counter = counterKeys.indexOf(NumberTable.pair(process + 1, name));
        if (counter == counters.size()) {
            counters.add(new CounterRow(process(process), name, new ArrayList<>()));
        }
        int index = seriesKeys.indexOf(NumberTable.pair(counter, key));
        if (index == series.size()) {
            var row = new SeriesRow(key);
            series.add(row);
            counters.get(counter).series.add(row);
        }
        series.get(index).fractions |= thousandfold % 1000 != 0;
        return index;
    }

    /** How many threads are known. */
    int threadCount() {
        return threads.size();
    }

    /** The thread with that index, from 1. */
    ThreadRow thread(int index) {
        return threads.get(index - 1);
    }

    SeriesRow series(int index) {
        return series.get(index);
    }

    // ---- as actors and resources

    /**
     * Adds to the directory all threads with events, those of a process after it, in the order that the file wants.
     *
     * @return these threads in that order
     */
    List<ThreadRow> enter(Directory directory) {
        List<ThreadRow> acting = threads.stream().filter(row -> row.used)
                .sorted(Comparator.<ThreadRow>comparingLong(row -> row.process.sort)
                        .thenComparingInt(row -> processKeys.indexOf(row.process.id))
                        .thenComparingLong(row -> row.sort)
                        .thenComparingInt(row -> row.index))
                .toList();
        boolean several = acting.stream().map(ThreadRow::process).distinct().limit(2).count() > 1;
        Map<String, Integer> called = new HashMap<>();
        for (ThreadRow row : acting) {
            called.merge(name(row), 1, Integer::sum);
        }
        Set<String> taken = new HashSet<>();
        for (ThreadRow row : acting) {
            ProcessRow process = row.process;
            String processName = name(process);
            if (process.actor == 0 && (several || process.name != null)) {
                String name = called.containsKey(processName) || taken.contains(processName)
                        ? free(processName + " " + id(process.id), taken) : processName;
                taken.add(name);
                process.actor = directory.addActor(name, name, ActorKind.PROCESS, 0).id();
            }
            String own = name(row);
            boolean alone = called.getOrDefault(own, 0) == 1;
            String name = free(alone ? own : processName + "/" + own, taken,
                    processName + "/" + own + " " + id(row.id));
            taken.add(name);
            row.actor = directory.addActor(name, name, ActorKind.PLATFORM_THREAD, process.actor).id();
        }
        for (CounterRow counter : counters) {
            String prefix = several ? name(counter.process) + "/" : "";
            enter(counter, prefix + names.text(counter.name), directory);
        }
        return acting;
    }

    private void enter(CounterRow counter, String name, Directory directory) {
        for (SeriesRow row : counter.series) {
            boolean plain = counter.series.size() == 1 && !name.matches(LOAD);
            String full = (plain ? name : name + "/" + ids.text(row.key)) + (row.fractions ? " ×0.001" : "");
            row.resource = directory.addResource(full, ResourceKind.COUNTER, 0).id();
        }
    }

    /** The first of these that nobody is called, or else the last with a number. */
    private static String free(String wanted, Set<String> taken, String... others) {
        if (!taken.contains(wanted)) {
            return wanted;
        }
        String name = wanted;
        for (String other : others) {
            name = other;
            if (!taken.contains(name)) {
                return name;
            }
        }
        int number = taken.size(); // there are no more names than that, so few of those tried are taken
        while (taken.contains(name + " #" + number)) {
            number++;
        }
        return name + " #" + number;
    }

    private String name(ThreadRow row) {
        String told = row.name;
        return told != null ? told : numbered("tid ", id(row.id));
    }

    private String name(ProcessRow row) {
        String told = row.name;
        return told != null ? told : numbered("pid ", id(row.id));
    }

    /** A bare number says nothing to whoever reads it. */
    private static String numbered(String what, String id) {
        return id.chars().allMatch(Character::isDigit) ? what + id : id;
    }

    private String id(int id) {
        return id < 0 ? UNKNOWN : ids.text(id);
    }
}
