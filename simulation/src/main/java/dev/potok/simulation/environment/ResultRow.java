package dev.potok.simulation.environment;

/**
 * A row of a result table.
 *
 * @param label what is counted
 * @param value how much of it
 */
public record ResultRow(String label, long value) {}
