package dev.potok.simulation.run;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test done in each environment. */
@ParameterizedTest
@EnumSource(Mode.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface InBoth {}
