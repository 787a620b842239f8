package dev.potok.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

class StageLayoutTest {
    private static List<ResourceInfo> resources(int count) {
        var kinds = List.of(ResourceKind.SEMAPHORE, ResourceKind.QUEUE, ResourceKind.CELL, ResourceKind.BARRIER,
                ResourceKind.MUTEX);
        var infos = new ArrayList<ResourceInfo>();
        for (int i = 0; i < count; i++) {
            infos.add(new ResourceInfo(i + 1, "r" + i, kinds.get(i % kinds.size()), 3));
        }
        return infos;
    }

    @ParameterizedTest
    @CsvSource({"690, 373, 2, 4", "690, 373, 2, 1", "1100, 640, 8, 6", "690, 373, 64, 0", "1400, 800, 2, 9",
        "690, 373, 1024, 2"})
    void nothingOverlapsAndNothingIsOutside(double width, double height, int cores, int count) {
        double scale = StageLayout.scaleFor(width, height, resources(count), 6, 1);
        var layout = StageLayout.of(width, height, StageMetrics.desk(6, scale), cores, resources(count), false);
        var all = new ArrayList<>(layout.sockets());
        all.addAll(layout.cards());
        all.add(layout.bench());
        var stage = new Box(0, 0, width + 1, height + 1);
        for (int i = 0; i < all.size(); i++) {
            assertThat(stage.contains(all.get(i))).as("%s within the stage", all.get(i)).isTrue();
            for (int j = i + 1; j < all.size(); j++) {
                assertThat(all.get(i).overlaps(all.get(j))).as("%s and %s", all.get(i), all.get(j)).isFalse();
            }
        }
        assertThat(layout.cards()).hasSize(count);
        assertThat(layout.sockets()).hasSizeLessThanOrEqualTo(cores).isNotEmpty();
    }

    @Test
    void theMainJobFitsTheSmallestWindow() {
        double scale = StageLayout.scaleFor(690, 373, resources(4), 6, 1);
        var layout = StageLayout.of(690, 373, StageMetrics.desk(6, scale), 2, resources(4), false);
        double two = 2 * layout.metrics().pillHeight() + layout.metrics().gap();
        for (Box card : layout.cards()) {
            assertThat(card.height() - layout.metrics().header()).as("room for two pills").isGreaterThanOrEqualTo(two);
        }
    }

    @Test
    void presentingHasTheSizesThatARoomNeeds() {
        StageMetrics metrics = StageMetrics.presenting(720);
        assertThat(metrics.pillHeight()).isGreaterThanOrEqualTo(48);
        assertThat(metrics.pillText()).isGreaterThanOrEqualTo(22);
        assertThat(metrics.caption()).isGreaterThanOrEqualTo(22);
        assertThat(metrics.title()).isGreaterThanOrEqualTo(22);
        StageMetrics large = StageMetrics.presenting(1080);
        assertThat(large.pillHeight()).isEqualTo(72);
        assertThat(large.caption()).isEqualTo(33);
    }

    @Test
    void aFlowWithoutRoomShowsNobodyAndTellsHowMany() {
        var flow = new Flow(new Box(10, 0, 50, 28), StageMetrics.desk(5, 1), false);
        assertThat(flow.places()).isZero();
        assertThat(flow.shown(4)).isZero();
        assertThat(flow.place(0).x()).isEqualTo(10);
    }

    @Test
    void aFlowKeepsItsLastPlaceForWhatDoesNotFit() {
        StageMetrics metrics = StageMetrics.desk(5, 1);
        var flow = new Flow(new Box(0, 0, 3 * 112 + 2 * 7, 28), metrics, false);
        assertThat(flow.places()).isEqualTo(3);
        assertThat(flow.shown(3)).isEqualTo(3);
        assertThat(flow.shown(4)).isEqualTo(2);
        assertThat(flow.place(2).right()).isLessThanOrEqualTo(flow.box().right());
        var fromRight = new Flow(flow.box(), metrics, true);
        assertThat(fromRight.place(0).right()).isEqualTo(flow.box().right());
    }
}
