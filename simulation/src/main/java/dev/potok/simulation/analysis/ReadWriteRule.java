package dev.potok.simulation.analysis;

import java.util.HashMap;
import java.util.Map;

import dev.potok.simulation.trace.Access;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Of read-write and stamped locks: nobody beside a writer but himself, where he may enter again; no writer beside a reader;
 * nothing given back that is not held; those in the line in order of arrival. What was read without a lock and found valid
 * was not written meanwhile.
 */
final class ReadWriteRule extends Rule {
    private final Line line = new Line();
    private final Map<Integer, Integer> readers = new HashMap<>();
    private int writer;
    private long writes;
    private long readsTaken;
    private long writesTaken;
    private int mostReaders;
    private long faults;
    /** By actor, how often somebody had begun to write when it began to read without a lock. */
    private final Map<Integer, Long> optimists = new HashMap<>();
    private long valid;
    private long invalid;
    private long wronglyValid;

    ReadWriteRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        int actor = event.actor();
        switch (event.kind()) {
            case WAIT_BEGUN -> line.join(actor);
            case WAIT_ENDED -> line.leave(actor);
            case ACQUIRED -> {
                line.serveIfWaiting(actor);
                if (event.argument() == Access.WRITE.ordinal()) {
                    write(actor);
                } else {
                    read(actor);
                }
            }
            case RELEASED -> {
                if (event.argument() == Access.WRITE.ordinal()) {
                    faults += writes <= 0 || writer != actor ? 1 : 0;
                    writes = Math.max(0, writes - 1);
                } else {
                    faults += readers.containsKey(actor) ? 0 : 1;
                    readers.computeIfPresent(actor, (who, times) -> times == 1 ? null : times - 1);
                }
            }
            case OPTIMISTIC_READ -> {
                if (event.argument() != 0) {
                    optimists.put(actor, writesTaken);
                }
            }
            case VALIDATED -> validated(actor, event.argument() == 1);
            default -> {
                // Promises nothing.
            }
        }
    }

    private void write(int actor) {
        writesTaken++;
        boolean again = info.kind() == ResourceKind.READ_WRITE_LOCK && writes > 0 && writer == actor;
        if (!again && (writes > 0 || !readers.isEmpty())) {
            faults++;
        }
        optimists.remove(actor); // whatever stamp it has from now on is that of a lock
        writer = actor;
        writes++;
    }

    private void read(int actor) {
        readsTaken++;
        optimists.remove(actor);
        boolean own = info.kind() == ResourceKind.READ_WRITE_LOCK && writer == actor;
        if (writes > 0 && !own) {
            faults++;
        }
        readers.merge(actor, 1, Integer::sum);
        mostReaders = Math.max(mostReaders, readers.size());
    }

    private void validated(int actor, boolean holds) {
        if (writes > 0 && writer == actor || readers.containsKey(actor)) {
            return; // the stamp of a lock that it has
        }
        Long before = optimists.get(actor);
        if (holds) {
            valid++;
            wronglyValid += writes > 0 || before != null && before != writesTaken ? 1 : 0;
        } else {
            invalid++;
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (readsTaken + writesTaken > 0) {
            verdicts.add("writers-alone", faults, info, readsTaken, writesTaken, mostReaders);
            verdicts.add("served-in-turn", line.outOfTurn, info, line.outOfTurn, line.served);
        }
        if (valid + invalid > 0) {
            verdicts.add("valid-reads-hold", wronglyValid, info, valid, invalid);
        }
    }
}
