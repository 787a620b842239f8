package dev.potok.app.lecture;

/**
 * An instant of a recording worth showing.
 *
 * @param name   name in the messages, after {@code moment.}
 * @param events events that have happened then: the state to show is the one after so many
 * @param nanos  run time
 */
public record Moment(String name, long events, long nanos) {}
