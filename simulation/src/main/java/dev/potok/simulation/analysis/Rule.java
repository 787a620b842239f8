package dev.potok.simulation.analysis;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/** What one resource promises: it sees every event on that resource, in order, and says in the end what it found. */
abstract class Rule {
    final ResourceInfo info;

    Rule(ResourceInfo info) {
        this.info = info;
    }

    /** The rule for a resource of that kind. */
    static Rule of(ResourceInfo info) {
        return switch (info.kind()) {
            case MUTEX, SEMAPHORE -> new PermitsRule(info);
            case REENTRANT_MUTEX -> new OwnerRule(info);
            case READ_WRITE_LOCK, STAMPED_LOCK -> new ReadWriteRule(info);
            case CONDITION -> new ConditionRule(info);
            case CARRIERS -> new CarriersRule(info);
            case BARRIER -> new BarrierRule(info);
            case PHASER -> new PhaserRule(info);
            case LATCH -> new LatchRule(info);
            case EVENT -> new EventRule(info);
            case EXCHANGER -> new ExchangerRule(info);
            case QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE -> new QueueRule(info);
            case SCOPE -> new ScopeRule(info);
            case CELL, VARIABLE, ATOMIC, COUNTER -> new ValueRule(info);
            case ARRAY -> new ArrayRule(info);
            case PIPE -> new PipeRule(info);
            case POOL -> new PoolRule(info);
        };
    }

    /** Takes in the next event on the resource. */
    abstract void accept(TraceCursor event);

    /** Says what was found, as far as there was something to judge by. */
    abstract void judge(Verdicts verdicts);
}
