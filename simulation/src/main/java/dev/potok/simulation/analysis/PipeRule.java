package dev.potok.simulation.analysis;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** Of pipes: in each direction messages are received in the order in which they were sent, each once. */
final class PipeRule extends Rule {
    /** By direction: the number last sent and last received. */
    private final long[] sent = {0, -1};
    private final long[] received = {0, -1};
    private long sends;
    private long receipts;
    private long faults;

    PipeRule(ResourceInfo info) {
        super(info);
    }

    @Override
    void accept(TraceCursor event) {
        int direction = (int) (event.argument() & 1);
        switch (event.kind()) {
            case SENT -> {
                sends++;
                faults += event.argument() == sent[direction] + 2 ? 0 : 1;
                sent[direction] = event.argument();
            }
            case RECEIVED -> {
                receipts++;
                faults += event.argument() == received[direction] + 2 && event.argument() <= sent[direction] ? 0 : 1;
                received[direction] = event.argument();
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    @Override
    void judge(Verdicts verdicts) {
        if (sends > 0) {
            verdicts.add("messages-in-order-once", faults, info, receipts, sends);
        }
    }
}
