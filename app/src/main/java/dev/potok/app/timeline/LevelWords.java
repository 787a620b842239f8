package dev.potok.app.timeline;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Texts;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * Says what the level of a resource means. Pure.
 *
 * @param texts the language
 */
record LevelWords(Texts texts) {
    /** A level in a sentence: "2 of 3 arrived", "on". */
    String sentence(ResourceInfo resource, int level) {
        String number = texts.number(level);
        return switch (resource.kind()) {
            case MUTEX -> texts.get(level == 0 ? "timeline.level.free" : "timeline.level.held");
            case REENTRANT_MUTEX -> level == 0 ? texts.get("timeline.level.free")
                    : level == 1 ? texts.get("timeline.level.held") : texts.get("timeline.level.entered", number);
            case SEMAPHORE, CARRIERS -> texts.get("timeline.level.taken", number, texts.number(resource.capacity()));
            case READ_WRITE_LOCK, STAMPED_LOCK -> level == 0 ? texts.get("timeline.level.free")
                    : texts.get("timeline.level.inside", number);
            case CONDITION -> texts.get("timeline.level.guests", number);
            case BARRIER -> texts.get("timeline.level.arrived-of", number, texts.number(resource.capacity()));
            case PHASER -> texts.get("timeline.level.arrived", number);
            case LATCH -> level == 0 ? texts.get("timeline.level.open") : texts.get("timeline.level.left", number);
            case EVENT -> texts.get(level == 0 ? "timeline.level.off" : "timeline.level.on");
            case EXCHANGER -> texts.get(level == 0 ? "timeline.level.empty" : "timeline.level.partner");
            case SCOPE -> texts.get("timeline.level.subtasks", number);
            case QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE -> resource.capacity() > 0
                    ? texts.get("timeline.level.items-of", number, texts.number(resource.capacity()))
                    : texts.get("timeline.level.items", number);
            case PIPE -> texts.get("timeline.level.messages", number);
            case POOL -> texts.get("timeline.level.tasks", number);
            case CELL, VARIABLE, ATOMIC, ARRAY, COUNTER -> number;
        };
    }

    /**
     * A level in a few letters, beside the name of a lane.
     *
     * @param now the state then, null where it is not known
     */
    String figure(ResourceInfo resource, int level, @Nullable ResourceState now) {
        return switch (resource.kind()) {
            case EVENT -> texts.get(level == 0 ? "timeline.level.off-short" : "timeline.level.on-short");
            case READ_WRITE_LOCK, STAMPED_LOCK -> now instanceof ResourceState.Room room && level > 0
                    ? room.writers().isEmpty() ? texts.get("timeline.level.reading", texts.number(level))
                            : texts.get("timeline.level.writing", texts.number(level))
                    : Integer.toString(level);
            case MUTEX, SEMAPHORE, CARRIERS, BARRIER -> level + "/" + resource.capacity();
            case QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE -> resource.capacity() > 0
                    ? level + "/" + resource.capacity()
                    : Integer.toString(level);
            case PHASER -> now instanceof ResourceState.Gate gate ? level + "/" + gate.parties()
                    : Integer.toString(level);
            case REENTRANT_MUTEX, CONDITION, LATCH, EXCHANGER, SCOPE, CELL, VARIABLE, ATOMIC, ARRAY, PIPE,
                    POOL, COUNTER ->
                    Integer.toString(level);
        };
    }

    /** How many letters of that kind of figure there can be at the most. */
    int letters(ResourceInfo resource) {
        return switch (resource.kind()) {
            case MUTEX, SEMAPHORE, CARRIERS, BARRIER, QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE, PHASER ->
                    resource.capacity() > 0 ? 1 + 2 * Long.toString(resource.capacity()).length() : 4;
            default -> 4;
        };
    }
}
