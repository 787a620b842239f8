package dev.potok.simulation.analysis;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;

/** Of variables and atomics: what is loaded is what was stored last, whoever may have stored it. */
final class ValueRule extends Rule {
    private long value;
    private long loads;
    private long stores;
    private long faults;

    ValueRule(ResourceInfo info) {
        super(info);
        value = info.capacity();
    }

    @Override
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case LOADED, CAS_FAILED -> {
                loads++;
                faults += event.argument() == value ? 0 : 1;
            }
            case WRITTEN -> {
                stores++;
                value = event.argument();
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (loads > 0 && (info.kind() == ResourceKind.VARIABLE || info.kind() == ResourceKind.ATOMIC)) {
            verdicts.add("loads-see-the-last-store", faults, info, loads, stores);
        }
    }
}
