package dev.potok.app.side;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.RunPlan;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.finding.Contention;
import dev.potok.simulation.finding.Findings;
import dev.potok.simulation.finding.FindingsFold;
import dev.potok.simulation.finding.Hint;
import dev.potok.simulation.finding.LostUpdate;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

/** Over traces of the virtual machine, which are the same every time. */
class FoundViewModelTest {
    private static final Texts ENGLISH = new Texts(Locale.ENGLISH);
    private static final Texts RUSSIAN = new Texts(Locale.of("ru"));

    private final Playback playback = new Playback(Runs::start);
    private final SimpleObjectProperty<Names> names = new SimpleObjectProperty<>(new Names("none", ENGLISH));
    private final SimpleObjectProperty<Findings> findings = new SimpleObjectProperty<>(Findings.NONE);

    private FoundViewModel open(String id, Map<String, String> settings) {
        var scenario = Catalogue.find(id).orElseThrow().scenario().get();
        Run run = Runs.start(new RunRequest(scenario, Settings.of(scenario.settings(), settings, RunPlan::sample),
                Mode.VIRTUAL, Pace.LECTURE, 2, 1, 0));
        run.result().join();
        playback.open(run.trace(), null);
        names.set(new Names(id, ENGLISH));
        var found = new FoundViewModel(playback, names, findings);
        findings.set(FindingsFold.of(run.trace()));
        return found;
    }

    private Trace trace() {
        return playback.recording().trace();
    }

    @Test
    void aDeadlockSaysWhoHoldsWhatSinceWhichLineAndWantsWhatAtWhichLine() {
        FoundViewModel found = open("deadlock", Map.of());
        List<FoundViewModel.Circle> circles = found.circlesProperty().get();
        assertThat(circles).hasSize(1);
        assertThat(circles.getFirst().when()).matches("circle closed at \\d:\\d\\d\\.\\d{3}, told .+ later");
        assertThat(circles.getFirst().members()).extracting(FindingWords.Said::who).containsExactly("Anna", "Boris");
        assertThat(circles.getFirst().members().getFirst().lines()).hasSize(2);
        assertThat(circles.getFirst().members().getFirst().lines().getFirst())
                .matches("holds “Account A” since line \\d+");
        assertThat(circles.getFirst().members().getFirst().lines().getLast())
                .matches("waits for “Account B” at line \\d+");
        assertThat(found.faultsProperty().get()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aClickOnAMemberGoesToTheInstantAndChoosesTheActor() {
        FoundViewModel found = open("deadlock", Map.of());
        playback.toStart();
        FindingWords.Said boris = found.circlesProperty().get().getFirst().members().getLast();
        found.look(boris);
        assertThat(playback.shown().circles()).isEqualTo(1);
        assertThat(playback.shown().finished()).isFalse();
        assertThat(playback.subjectProperty().get()).isEqualTo(new Subject.OfActor(boris.actor()));
        assertThat(playback.motionProperty().get()).isEqualTo(Playback.Motion.STANDING);
    }

    @Test
    void aLostUpdateIsAStoryOfThreeStepsAndEachLeadsToItsEvent() {
        FoundViewModel found = open("race", Map.of());
        assertThat(found.lostCountProperty().get()).isPositive();
        FoundViewModel.Lost lost = found.lostProperty().get().getFirst();
        assertThat(lost.title()).matches("“.+”: teller-. stored \\d+ in vain");
        assertThat(lost.steps()).hasSize(3).extracting(FindingWords.Step::lost).containsExactly(false, true, false);
        List<EventKind> kinds = lost.steps().stream().map(step -> {
            found.look(step);
            assertThat(playback.position()).isEqualTo(step.events());
            assertThat(playback.subjectProperty().get()).isEqualTo(new Subject.OfActor(step.actor()));
            return trace().event(step.events() - 1).kind();
        }).toList();
        assertThat(kinds.getFirst()).isIn(EventKind.LOADED, EventKind.WRITTEN);
        assertThat(kinds.subList(1, 3)).containsExactly(EventKind.WRITTEN, EventKind.WRITTEN);
    }

    @Test
    void fewLostUpdatesAreShownUntilAllAreWanted() {
        FoundViewModel found = open("race", Map.of());
        int known = found.lostKnownProperty().get();
        assertThat(known).isGreaterThan(FoundViewModel.FEW_LOST);
        assertThat(found.lostProperty().get()).hasSize(FoundViewModel.FEW_LOST);
        found.allLostProperty().set(true);
        assertThat(found.lostProperty().get()).hasSize(known);
        playback.clear();
        assertThat(found.allLostProperty().get()).as("of another recording").isFalse();
        assertThat(found.lostProperty().get()).as("until there are findings of that").isEmpty();
        names.set(new Names("race", RUSSIAN));
        assertThat(found.faultsProperty().get()).isZero();
    }

    @Test
    void theTableOfWaitsHasFirstWhoIsMostToBlame() {
        FoundViewModel found = open("semaphore", Map.of());
        findings.set(new Findings(List.of(), List.of(), 0, List.of(
                new Contention(1, 10, 4, 9_000_000, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 2, 2_000_000),
                new Contention(2, 20, 8, 8_000_000, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 3, 4_000_000)),
                List.of()));
        List<FindingWords.Waits> rows = found.waitsProperty().get();
        assertThat(rows).extracting(FindingWords.Waits::resource).containsExactly(2, 1);
        assertThat(rows.getFirst().acquisitions()).isEqualTo("got 20 · waited for 8 (40 %)");
        assertThat(rows.getFirst().quantiles()).containsExactly("1\u00A0ms", "2\u00A0ms", "3\u00A0ms", "4\u00A0ms");
        assertThat(rows).extracting(FindingWords.Waits::blameShare).containsExactly(1.0, 0.5);
        found.choose(rows.getFirst());
        assertThat(playback.subjectProperty().get()).isEqualTo(new Subject.OfResource(2));
    }

    @Test
    void whereNobodyIsToBlameNobodyIsNamed() {
        FoundViewModel found = open("semaphore", Map.of());
        findings.set(new Findings(List.of(), List.of(), 0,
                List.of(new Contention(1, 1, 1, 5, 5, 5, 5, 5, 0, 0)), List.of()));
        assertThat(found.waitsProperty().get().getFirst().blamed()).isEmpty();
        assertThat(found.faultsProperty().get()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Hint.Kind.class)
    void everyHintIsSaidInBothLanguages(Hint.Kind kind) {
        FoundViewModel found = open("deadlock", Map.of());
        for (long figure : new long[] {0, 5}) {
            findings.set(
                    new Findings(List.of(), List.of(), 0, List.of(), List.of(new Hint(kind, 1, 1, figure, figure))));
            String english = found.hintsProperty().get().getFirst().lines().getFirst();
            names.set(new Names("deadlock", RUSSIAN));
            String russian = found.hintsProperty().get().getFirst().lines().getFirst();
            assertThat(english).matches(".*[a-z]{3}.*").doesNotContain("{");
            assertThat(russian).matches(".*[а-яё]{3}.*").doesNotContain("{");
            names.set(new Names("deadlock", ENGLISH));
        }
        assertThat(found.faultsProperty().get()).isEqualTo(1);
    }

    @Test
    void aStoreThatAnotherBuiltOnItselfIsSaidToBeOne() {
        FoundViewModel found = open("race", Map.of());
        LostUpdate one = findings.get().lostUpdates().getFirst();
        var ownStore = new LostUpdate(one.resource(), one.loser(), one.loserStoreEvent(), one.loserStoreNanos(),
                one.lostValue(), one.overwriter(), one.overwritingEvent(), one.overwritingNanos(), one
                        .overwritingEvent(),
                one.overwritingNanos(), one.overwritingValue());
        findings.set(new Findings(List.of(), List.of(ownStore), 1, List.of(), List.of()));
        assertThat(found.lostProperty().get().getFirst().steps().getFirst().what()).contains("goes on from it");
    }
}
