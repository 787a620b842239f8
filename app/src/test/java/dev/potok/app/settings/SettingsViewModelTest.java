package dev.potok.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.environment.SettingException.Reason;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.RunRequest;

class SettingsViewModelTest {
    private final RunPlan plan = new RunPlan(Catalogue.find("queue").orElseThrow());
    private final SimpleObjectProperty<RunRequest> running = new SimpleObjectProperty<>();
    private final SettingsViewModel model = new SettingsViewModel(plan, running);

    private SettingField field(String name) {
        return model.fieldsProperty().get().stream().filter(field -> field.setting().name().equals(name)).findFirst()
                .orElseThrow();
    }

    private static Reason reason(SettingField field) {
        SettingException problem = field.problemProperty().get();
        return problem == null ? null : problem.reason();
    }

    @Test
    void showsTheDefaultsAtFirst() {
        assertThat(model.fieldsProperty().get()).extracting(field -> field.setting().name()).containsExactly(
                "with", "producers", "consumers", "capacity", "items", "produce", "consume", "order", "ending");
        assertThat(field("capacity").textProperty().get()).isEqualTo("5");
        assertThat(model.changedProperty().get()).isFalse();
        assertThat(field("capacity").pendingProperty().get()).isFalse();
    }

    @Test
    void writesToThePlanAndForgetsDefaults() {
        field("capacity").textProperty().set("7");
        assertThat(plan.written()).containsEntry("capacity", "7");
        assertThat(plan.request().settings().integer("capacity")).isEqualTo(7);
        assertThat(model.changedProperty().get()).isTrue();
        field("capacity").textProperty().set("5");
        assertThat(plan.written()).isEmpty();
        assertThat(model.changedProperty().get()).isFalse();
    }

    @Test
    void aWrongValueIsToldAndSpoilsNoOther() {
        field("capacity").textProperty().set("lots");
        field("items").textProperty().set("0");
        field("produce").textProperty().set("3");
        assertThat(reason(field("capacity"))).isEqualTo(Reason.NOT_A_NUMBER);
        assertThat(reason(field("items"))).isEqualTo(Reason.OUT_OF_BOUNDS);
        assertThat(reason(field("produce"))).isNull();
        field("capacity").textProperty().set(" 9 ");
        assertThat(reason(field("capacity"))).isNull();
    }

    @Test
    void arrowsStayWithinBounds() {
        SettingField capacity = field("capacity");
        capacity.textProperty().set("1000");
        capacity.add(1);
        assertThat(capacity.textProperty().get()).isEqualTo("1000");
        capacity.textProperty().set("2");
        capacity.add(-5);
        assertThat(capacity.textProperty().get()).isEqualTo("0");
        capacity.textProperty().set("nonsense");
        capacity.add(1);
        assertThat(capacity.textProperty().get()).isEqualTo("5");
    }

    @Test
    void whatIsWrittenElsewhereIsShown() {
        plan.written().put("capacity", "11");
        assertThat(field("capacity").textProperty().get()).isEqualTo("11");
        plan.written().remove("capacity");
        assertThat(field("capacity").textProperty().get()).isEqualTo("5");
    }

    @Test
    void marksWhatDiffersFromTheRunShown() {
        running.set(plan.request());
        assertThat(field("capacity").pendingProperty().get()).isFalse();
        field("capacity").textProperty().set("6");
        assertThat(field("capacity").pendingProperty().get()).isTrue();
        assertThat(field("items").pendingProperty().get()).isFalse();
        running.set(plan.request());
        assertThat(field("capacity").pendingProperty().get()).isFalse();
    }

    @Test
    void aRunOfAnotherScenarioIsNotComparedWith() {
        running.set(plan.request());
        plan.choose(Catalogue.find("semaphore").orElseThrow());
        field("permits").textProperty().set("4");
        assertThat(field("permits").pendingProperty().get()).isFalse();
    }

    @Test
    void eachScenarioKeepsWhatWasWritten() {
        field("capacity").textProperty().set("6");
        plan.choose(Catalogue.find("semaphore").orElseThrow());
        assertThat(model.fieldsProperty().get()).hasSize(5);
        plan.choose(Catalogue.find("queue").orElseThrow());
        assertThat(field("capacity").textProperty().get()).isEqualTo("6");
        model.reset();
        assertThat(plan.written()).isEmpty();
    }

    @Test
    void theMachineHasCoresSeedAndPace() {
        plan.modeProperty().set(Mode.VIRTUAL);
        running.set(plan.request());
        model.cores().textProperty().set("2000");
        assertThat(reason(model.cores())).isEqualTo(Reason.OUT_OF_BOUNDS);
        assertThat(plan.coresProperty().get()).isEqualTo(4);
        model.cores().textProperty().set("8");
        assertThat(plan.coresProperty().get()).isEqualTo(8);
        assertThat(model.cores().pendingProperty().get()).isTrue();
        plan.coresProperty().set(4);
        assertThat(model.cores().textProperty().get()).isEqualTo("4");
        model.seed().textProperty().set("42");
        assertThat(plan.seedProperty().get()).isEqualTo(42);
        plan.modeProperty().set(Mode.LIVE);
        running.set(plan.request());
        model.paceProperty().setValue(Pace.FLAT_OUT);
        assertThat(model.pacePendingProperty().get()).isTrue();
    }

    @Test
    void judgesFolders(@TempDir Path folder) throws Exception {
        plan.choose(Catalogue.find(Catalogue.MAIN_JOB).orElseThrow());
        SettingField texts = field("folder");
        assertThat(reason(texts)).isNull();
        texts.textProperty().set(folder.resolve("none").toString());
        assertThat(reason(texts)).isEqualTo(Reason.NO_FOLDER);
        texts.textProperty().set(folder.toString());
        assertThat(reason(texts)).isEqualTo(Reason.EMPTY_FOLDER);
        Path file = Files.write(folder.resolve("a.txt"), List.of("a"));
        texts.textProperty().set(file.toString());
        assertThat(reason(texts)).isEqualTo(Reason.NOT_A_FOLDER);
        texts.textProperty().set("");
        texts.textProperty().set(folder.toString());
        assertThat(reason(texts)).isNull();
    }
}
