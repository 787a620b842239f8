package dev.potok.simulation.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.WaitSide;

/**
 * Of queues of any order: each item enters once and leaves once, in the order that the queue has; no more in it than fit;
 * nothing enters after it was closed; both lines in order of arrival; whoever waits for all to be done waits for all. Of a
 * transfer queue: whoever waits for the taker goes on when the item was taken, and not before.
 */
final class QueueRule extends Rule {
    private record Item(long number, long rank) {}

    private final Line putLine = new Line();
    private final Line takeLine = new Line();
    private final Line joinLine = new Line();
    /** The next to leave comes first. */
    private final TreeSet<Item> items;
    private final Map<Long, Item> byNumber = new HashMap<>();
    private long nextRank;
    private boolean closed;
    private long puts;
    private long takes;
    private long mostInside;
    private long overfull;
    private long outOfOrder;
    private long done;
    private long doneFaults;
    // ---- of a transfer queue
    /** By actor, the item it put last: that one it waits with, if it waits. */
    private final Map<Integer, Long> carried = new HashMap<>();
    private long handedOver;
    private long tooEarly;
    private long withdrawn;

    QueueRule(ResourceInfo info) {
        super(info);
        items = new TreeSet<>(switch (info.kind()) {
            case STACK -> Comparator.comparingLong(Item::number).reversed();
            case PRIORITY_QUEUE -> Comparator.comparingLong(Item::rank).thenComparingLong(Item::number);
            default -> Comparator.comparingLong(Item::number);
        });
    }

    private boolean transfers() {
        return info.kind() == ResourceKind.TRANSFER_QUEUE;
    }

    @Override
    void accept(TraceCursor event) {
        int actor = event.actor();
        long argument = event.argument();
        switch (event.kind()) {
            case WAIT_BEGUN -> lineOf((int) argument).join(actor);
            case WAIT_ENDED -> {
                doneFaults += argument == 0 && joinLine.contains(actor) ? 1 : 0;
                putLine.leave(actor);
                takeLine.leave(actor);
                joinLine.leave(actor);
            }
            case RANKED -> nextRank = argument;
            case PUT -> put(actor, argument);
            case TAKEN -> take(actor, argument);
            case HANDED_OVER -> {
                handedOver++;
                putLine.serveIfWaiting(actor);
                tooEarly += carried.remove(actor, argument) && !byNumber.containsKey(argument) ? 0 : 1;
            }
            case WITHDRAWN -> {
                withdrawn++;
                outOfOrder += remove(argument) == null ? 1 : 0;
            }
            case CLOSED -> {
                outOfOrder += closed || argument != items.size() ? 1 : 0;
                closed = true;
                putLine.clear();
                if (items.isEmpty()) { // else those who wait have been called, and take what is left in their order
                    takeLine.clear();
                }
            }
            case TASK_DONE -> {
                done++;
                doneFaults += argument == puts - done && argument >= 0 ? 0 : 1;
                if (argument == 0) {
                    joinLine.clear();
                }
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    private void put(int actor, long number) {
        if (transfers()) {
            carried.put(actor, number); // whoever brings an item waits afterwards, if at all
        } else {
            putLine.serve(actor);
        }
        puts++;
        if (number != puts || closed) {
            outOfOrder++;
        }
        var item = new Item(number, nextRank);
        if (byNumber.putIfAbsent(number, item) == null) {
            items.add(item);
        }
        mostInside = Math.max(mostInside, items.size());
        if (info.capacity() > 0 && items.size() > info.capacity()) {
            overfull++;
        }
    }

    private void take(int actor, long number) {
        takeLine.serve(actor);
        takes++;
        boolean next = !items.isEmpty() && items.first().number == number;
        if (!next) {
            outOfOrder++;
        }
        remove(number);
    }

    private @Nullable Item remove(long number) {
        Item item = byNumber.remove(number);
        if (item != null) {
            items.remove(item);
        }
        return item;
    }

    private Line lineOf(int side) {
        return side == WaitSide.PUT.ordinal() ? putLine : side == WaitSide.JOIN.ordinal() ? joinLine : takeLine;
    }

    @Override
    void judge(Verdicts verdicts) {
        if (puts == 0) {
            return;
        }
        if (info.capacity() > 0) {
            verdicts.add("depth-within-capacity", overfull, info, mostInside, info.capacity());
        }
        String order = switch (info.kind()) {
            case STACK -> "each-item-once-youngest-first";
            case PRIORITY_QUEUE -> "each-item-once-by-rank";
            default -> "each-item-once-in-order";
        };
        verdicts.add(order, outOfOrder, info, puts, takes, items.size());
        if (info.fair()) {
            long outOfTurn = putLine.outOfTurn + takeLine.outOfTurn;
            verdicts.add("served-in-turn", outOfTurn, info, outOfTurn, putLine.served + takeLine.served);
        }
        if (handedOver + withdrawn > 0) {
            verdicts.add("handed-over-after-taken", tooEarly, info, handedOver, takes, withdrawn);
        }
        if (done > 0 || !joinLine.isEmpty()) {
            verdicts.add("join-after-all-done", doneFaults, info, puts, done);
        }
    }
}
