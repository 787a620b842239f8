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

    private static ResourceInfo info(int id, ResourceKind kind, int partOf) {
        return new ResourceInfo(id, "r" + id, kind, 1, partOf, true, false);
    }

    private static List<ResourceInfo> forks(int count) {
        var infos = new ArrayList<ResourceInfo>();
        for (int i = 1; i <= count; i++) {
            infos.add(info(i, ResourceKind.MUTEX, 0));
        }
        infos.add(new ResourceInfo(count + 1, "waiter", ResourceKind.SEMAPHORE, count));
        infos.add(info(count + 2, ResourceKind.CELL, 0));
        return infos;
    }

    @ParameterizedTest
    @CsvSource({"690, 373, 1", "690, 373, 2", "690, 373, 4", "1100, 640, 3", "500, 300, 2"})
    void loungesLieWithinTheCardOfTheirMutexAndLeaveItARoom(double width, double height, int lounges) {
        var infos = new ArrayList<ResourceInfo>();
        infos.add(info(1, ResourceKind.MUTEX, 0));
        infos.add(info(2, ResourceKind.VARIABLE, 0));
        for (int i = 0; i < lounges; i++) {
            infos.add(info(3 + i, ResourceKind.CONDITION, 1));
        }
        StageMetrics metrics = StageMetrics.desk(4, StageLayout.scaleFor(width, height, infos, 4, 1));
        var layout = StageLayout.of(width, height, metrics, 2, infos, false);
        Box mutex = layout.cards().getFirst();
        Box own = layout.parts().getFirst();
        assertThat(mutex.contains(own)).isTrue();
        assertThat(own.width() - 2 * metrics.pad()).as("room for the holder").isGreaterThanOrEqualTo(
                metrics.pillWidth() * 0.7);
        for (int i = 2; i < infos.size(); i++) {
            assertThat(mutex.contains(layout.cards().get(i))).as("lounge %s", i).isTrue();
            assertThat(own.overlaps(layout.cards().get(i))).isFalse();
            assertThat(layout.cards().get(i).overlaps(layout.cards().get(1))).isFalse();
            for (int j = i + 1; j < infos.size(); j++) {
                assertThat(layout.cards().get(i).overlaps(layout.cards().get(j))).isFalse();
            }
        }
    }

    @Test
    void aConditionWhoseMutexIsNotThereStandsByItself() {
        List<ResourceInfo> infos = List.of(info(2, ResourceKind.CONDITION, 1), info(3, ResourceKind.CELL, 0));
        assertThat(StageLayout.roots(infos)).isEqualTo(infos);
    }

    @ParameterizedTest
    @CsvSource({"690, 373, 5", "760, 440, 5", "690, 373, 12", "1100, 640, 20"})
    void eachForkHasRoomForItsHolderAndOneWhoWaits(double width, double height, int count) {
        List<ResourceInfo> infos = forks(count);
        StageMetrics base = StageMetrics.desk(count, StageLayout.scaleFor(width, height, infos, count, 1));
        double widest = StageLayout.of(width, height, base, 2, infos, false).widestPill(infos, 30, false);
        StageMetrics metrics = base.withPillWidth(Math.min(110, widest));
        var layout = StageLayout.of(width, height, metrics, 2, infos, false);
        for (int i = 0; i < count; i++) {
            Box card = layout.cards().get(i);
            double innerWidth = card.width() - 2 * metrics.pad();
            double innerHeight = card.height() - metrics.header() - Math.min(metrics.pad(), 12);
            assertThat(innerWidth).as("a pill in the card of fork %s", i + 1)
                    .isGreaterThanOrEqualTo(metrics.pillWidth());
            var form = SeatsCard.Form.of(innerWidth, innerHeight, metrics, 1);
            double line = form == SeatsCard.Form.MARKS ? innerHeight - metrics.caption() : innerHeight;
            assertThat(line).as("who waits for fork %s, %s", i + 1, form)
                    .isGreaterThanOrEqualTo(metrics.pillHeight() * 0.9);
        }
    }

    @Test
    void beforeARoomAllForksAreSeenAndTheSumGivesWay() {
        List<ResourceInfo> seen = StageLayout.chosen(forks(5), true);
        assertThat(seen).hasSize(6).noneMatch(each -> each.kind() == ResourceKind.CELL);
        StageMetrics metrics = StageMetrics.presenting(720);
        var layout = StageLayout.of(786, 440, metrics, 2, seen, true);
        for (Box card : layout.cards()) {
            assertThat(card.height() - metrics.header() - 12).as("holder and one who waits")
                    .isGreaterThanOrEqualTo(2 * metrics.pillHeight() + metrics.gap());
        }
        assertThat(StageLayout.chosen(forks(5), false)).hasSize(7);
    }

    @Test
    void beforeARoomOfLargeCardsThreeAreSeenAndAMutexKeepsItsLounges() {
        List<ResourceInfo> infos = List.of(info(1, ResourceKind.VARIABLE, 0), info(2, ResourceKind.MUTEX, 0),
                info(3, ResourceKind.CONDITION, 2), info(4, ResourceKind.QUEUE, 0), info(5, ResourceKind.BARRIER, 0),
                info(6, ResourceKind.CELL, 0));
        assertThat(StageLayout.chosen(infos, true)).extracting(ResourceInfo::id).containsExactly(2, 3, 4, 5);
    }

    @Test
    void aRoomWithTooLittleSpaceForItsSeatsHasMarksForThem() {
        StageMetrics m = StageMetrics.desk(5, 1);
        assertThat(SeatsCard.Form.of(300, 200, m, 2)).isEqualTo(SeatsCard.Form.BELOW);
        assertThat(SeatsCard.Form.of(300, 40, m, 1)).isEqualTo(SeatsCard.Form.BESIDE);
        assertThat(SeatsCard.Form.of(130, 66, m, 1)).isEqualTo(SeatsCard.Form.STACKED);
        assertThat(SeatsCard.Form.of(130, 66, m, 5)).isEqualTo(SeatsCard.Form.MARKS);
        assertThat(SeatsCard.Form.of(60, 66, m, 1)).isEqualTo(SeatsCard.Form.MARKS);
    }

    @Test
    void placesAreSharedOutFairly() {
        assertThat(StageLayout.share(new int[] {3, 1, 3}, 9)).containsExactly(3, 1, 3);
        assertThat(StageLayout.share(new int[] {9, 1, 2}, 6)).containsExactly(3, 1, 2);
        assertThat(StageLayout.share(new int[] {9, 9}, 5)).containsExactly(3, 2);
        assertThat(StageLayout.share(new int[] {9, 9}, 0)).containsExactly(0, 0);
    }

    @ParameterizedTest
    @CsvSource({"755, 404, 4, 4", "755, 404, 6, 8", "755, 404, 2, 17", "755, 404, 0, 4", "1250, 640, 5, 17",
        "1400, 860, 3, 2"})
    void processesStandInTheirRowsBelowWhatTheyShare(double width, double height, int count, int processes) {
        var infos = new ArrayList<ResourceInfo>();
        for (ResourceInfo each : resources(count)) {
            infos.add(new ResourceInfo(each.id(), each.name(), each.kind(), 3, 0, true, each.id() > 1));
        }
        var living = new ArrayList<Integer>();
        for (int i = 0; i < processes; i++) {
            living.add(i == 0 ? 3 : 1);
        }
        double scale = StageLayout.scaleFor(width, height, infos, processes + 2, 1, processes);
        var layout = StageLayout.of(width, height, StageMetrics.desk(processes + 2, scale), 2, infos, false, false,
                living);
        var all = new ArrayList<>(layout.sockets());
        all.addAll(layout.cards());
        all.addAll(layout.homes().boxes());
        var stage = new Box(0, 0, width + 1, height + 1);
        for (int i = 0; i < all.size(); i++) {
            assertThat(stage.contains(all.get(i))).as("%s within the stage", all.get(i)).isTrue();
            for (int j = i + 1; j < all.size(); j++) {
                assertThat(all.get(i).overlaps(all.get(j))).as("%s and %s", all.get(i), all.get(j)).isFalse();
            }
        }
        for (int i = 0; i < infos.size(); i++) {
            assertThat(layout.shared().contains(layout.cards().get(i))).as("%s in the frame", infos.get(i))
                    .isEqualTo(infos.get(i).shared());
        }
        StageMetrics metrics = layout.metrics();
        for (Box home : layout.homes().boxes()) {
            assertThat(home.height()).as("room for a pill").isGreaterThan(metrics.pillHeight());
            assertThat(home.width()).isGreaterThanOrEqualTo(metrics.pillWidth());
        }
    }

    @Test
    void aPoolsQueuesAreNotDrawnBesideIt() {
        var pool = new ResourceInfo(1, "pool", ResourceKind.POOL, 4);
        var tasks = new ResourceInfo(2, "pool tasks", ResourceKind.QUEUE, 0, 1, true, true);
        assertThat(StageLayout.drawn(pool)).isTrue();
        assertThat(StageLayout.drawn(tasks)).isFalse();
    }
}
