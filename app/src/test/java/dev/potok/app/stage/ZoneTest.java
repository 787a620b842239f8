package dev.potok.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.potok.app.theme.Theme;

class ZoneTest {
    private final StageMetrics metrics = StageMetrics.desk(5, 1);
    private final Zone zone = new Zone(new StagePens(Theme.DARK, metrics, false));

    private Flow flow(int places) {
        return new Flow(new Box(0, 0, places * (metrics.pillWidth() + metrics.gap()) - metrics.gap(), 28), metrics,
                false);
    }

    @Test
    void whoHasNoRoomIsTold() {
        zone.begin(flow(3), 5);
        zone.countPills(1, false);
        assertThat(zone.grouped()).isFalse();
        assertThat(zone.place()).isNotNull();
        assertThat(zone.place()).isNotNull();
        assertThat(zone.place()).isNull();
        zone.end();
        assertThat(zone.more().isVisible()).isTrue();
        assertThat(zone.more().getText()).isEqualTo("+3");
    }

    @Test
    void inASinglePlaceThoseOfAGroupShareAPill() {
        zone.begin(flow(1), 3);
        zone.countPills(1, false);
        assertThat(zone.grouped()).isTrue();
        assertThat(zone.place()).isNotNull();
        zone.end();
        assertThat(zone.more().isVisible()).isFalse();
    }

    @Test
    void whoStandsInNoLineHasNoPlaceInOne() {
        zone.begin(flow(2), new dev.potok.simulation.state.IdLine());
        assertThat(zone.placeOf(7)).isNull();
        assertThat(zone.holds(7)).isFalse();
    }
}
