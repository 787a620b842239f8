/**
 * Objects as bytes, so that they can go from one process to another: a compact form for plain values, Java serialization
 * under an allow-list for all others.
 */
@org.jspecify.annotations.NullMarked
package dev.potok.simulation.codec;
