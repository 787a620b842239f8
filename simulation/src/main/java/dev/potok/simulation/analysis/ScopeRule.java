package dev.potok.simulation.analysis;

import java.util.HashSet;
import java.util.Set;

import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of scopes: the owner goes on and leaves only when all subtasks have ended, each once, and of failures one counts. */
final class ScopeRule extends Rule {
    private final Set<Integer> running = new HashSet<>();
    private int owner;
    private boolean left;
    private long forked;
    private long ended;
    private long failed;
    private long faults;

    ScopeRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case FORKED -> {
                forked++;
                faults += left || owner != 0 && owner != event.actor() ? 1 : 0;
                owner = event.actor();
                running.add((int) event.argument());
            }
            case SUBTASK_ENDED -> {
                ended++;
                faults += running.remove(event.actor()) ? 0 : 1;
                if (event.argument() == Scope.State.FAILED.ordinal()) {
                    failed++;
                    faults += failed > 1 ? 1 : 0; // what ends after that was told to
                }
            }
            case WAIT_ENDED -> faults += event.argument() == 0 && !running.isEmpty() ? 1 : 0;
            case SCOPE_LEFT -> {
                faults += left || !running.isEmpty() ? 1 : 0;
                left = true;
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (forked > 0) {
            verdicts.add("scope-outlives-subtasks", faults, info, forked, ended, failed);
        }
    }
}
