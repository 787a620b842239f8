package dev.potok.simulation.live;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void itComesToItsEnd() {
        assertThatCode(new Rehearsal()::run).doesNotThrowAnyException();
    }
}
