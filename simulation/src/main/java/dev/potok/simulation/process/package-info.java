/**
 * Child processes: JVMs that are started, shaken hands with, given one {@link dev.potok.simulation.process.Job} each, and
 * seen off.
 *
 * <p>
 * It exists so that whoever needs a process need not know how one comes to be. The {@link
 * dev.potok.simulation.process.Nursery} starts children and keeps some warm; a {@link
 * dev.potok.simulation.process.Child} is one of them as the parent sees it, a {@link
 * dev.potok.simulation.process.Parent} is the parent as the child does. They talk over a Unix-domain socket in a
 * directory that only the user can enter; who knocks there has to show a token that is good once and that went to the
 * child through its standard input, so neither the list of processes nor an environment tells it.
 *
 * <p>
 * <b>No child outlives its parent.</b> The end of the socket halts it, whatever it is doing, and the operating system
 * ends the socket however the parent went. What a parent that was killed has left of files is removed by its children as
 * they go, or else by the next program that starts children: whether an owner lives is told by a lock that the kernel
 * keeps for him, never by the number of a process.
 */
@org.jspecify.annotations.NullMarked
package dev.potok.simulation.process;
