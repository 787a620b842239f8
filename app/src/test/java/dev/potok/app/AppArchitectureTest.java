package dev.potok.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.potok.app", importOptions = AppArchitectureTest.Program.class)
class AppArchitectureTest {
    /** Only what ships: not the tests, wherever a profile of the build has put them. */
    static final class Program implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("test-classes");
        }
    }

    @ArchTest static final ArchRule VIEW_MODELS_KNOW_NO_SCENE = noClasses().that().haveSimpleNameEndingWith("ViewModel")
            .or()
            .resideInAPackage("dev.potok.app.transport..").should().dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..")
            .because("a view model is tested without a stage, and other views may be made for it");

    @ArchTest static final ArchRule TEXTS_NEED_NO_TOOLKIT = noClasses().that().haveSimpleName("Texts").or()
            .haveSimpleName("Names")
            .or().haveSimpleName("Problems").should().dependOnClassesThat().resideInAPackage("javafx..")
            .because("the command line words its sentences without loading JavaFX");

    @ArchTest static final ArchRule ONLY_THE_SHELL_KNOWS_ALL = noClasses().that()
            .resideOutsideOfPackages("dev.potok.app.shell..", "dev.potok.app.launcher..").should().dependOnClassesThat()
            .resideInAnyPackage("dev.potok.app.shell..", "dev.potok.app.launcher..")
            .because("the parts of the window are put together in one place and do not know where they stand");

    @ArchTest static final ArchRule NO_VIEW_KNOWS_THE_MACHINE = noClasses().that()
            .resideOutsideOfPackages("dev.potok.app.launcher..").should().dependOnClassesThat()
            .resideInAnyPackage("dev.potok.simulation.live..", "dev.potok.simulation.virtual..")
            .because("a view is a function of the trace and an instant, whatever recorded it");

    @ArchTest static final ArchRule NO_CYCLES = slices().matching("dev.potok.app.(*)..").should().beFreeOfCycles()
            .because("a part that can be read alone can be changed alone");
}
