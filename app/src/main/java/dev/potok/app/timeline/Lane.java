package dev.potok.app.timeline;

/**
 * What a lane is about.
 *
 * @param kind     what kind of thing
 * @param id       number of the actor, the resource or the core
 * @param capacity seats, slots or parties of a resource; 0 where it has no bound, and for all else
 */
public record Lane(LaneKind kind, int id, long capacity) {}
