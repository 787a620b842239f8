package dev.potok.simulation.trace;

/**
 * What a resource is.
 *
 * @param id       number of the resource, from 1 in order of creation
 * @param name     name as the scenario's source has it; the screen may show a translation
 * @param kind     what it is
 * @param capacity permits, parties or slots; 0 where it has none or no bound
 */
public record ResourceInfo(int id, String name, ResourceKind kind, long capacity) {}
