package dev.potok.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.potok.simulation", importOptions = ArchitectureTest.Program.class)
class ArchitectureTest {
    /** Only what ships: not the tests, wherever a profile of the build has put them. */
    static final class Program implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("test-classes");
        }
    }

    private static final String ROOT = "dev.potok.simulation.";

    @ArchTest static final ArchRule NO_SCREEN = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("javafx..", "java.awt..", "javax.swing..",
                    "dev.potok.app..")
            .because("runs, recordings and analyses are used without a screen: by commands, tests and benchmarks");

    @ArchTest static final ArchRule NO_CYCLES = slices().matching(ROOT + "(**)")
            .should().beFreeOfCycles()
            .because("a package in a cycle can be understood and tested only together with the whole cycle");

    @ArchTest static final ArchRule SCENARIOS_ARE_EXHIBITS = classes().that().resideInAPackage(ROOT + "scenario")
            .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + "scenario", ROOT + "environment",
                    ROOT + "workload", "java..", "org.jspecify..")
            .because("a scenario is read from a projector, and what it needs must run on either machine");

    @ArchTest static final ArchRule ENVIRONMENT_KNOWS_NO_MACHINE = classes().that()
            .resideInAPackage(ROOT + "environment")
            .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + "environment", "java..", "org.jspecify..")
            .because("it is the promise that both machines keep; it knows neither them nor how they record");

    @ArchTest static final ArchRule WORKLOAD_IS_PLAIN = classes().that().resideInAPackage(ROOT + "workload")
            .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + "workload", "java..", "org.jspecify..")
            .because("real work is the same whoever watches it");

    @ArchTest static final ArchRule TRACE_KNOWS_NO_SOURCE_AND_NO_VIEW = classes().that()
            .resideInAPackage(ROOT + "trace")
            .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + "trace", "java..", "org.jspecify..")
            .because("everything writes to it or reads from it, so it must stand on nothing");

    @ArchTest static final ArchRule MEMORY_IS_PLAIN = classes().that().resideInAPackage(ROOT + "memory")
            .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + "memory", ROOT + "environment", "java..",
                    "org.jspecify..")
            .because("what processes share is the same whoever meets in it, and whether or not it is recorded");

    @ArchTest static final ArchRule CODEC_IS_PLAIN = classes().that().resideInAPackage(ROOT + "codec")
            .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + "codec", ROOT + "environment", "java..",
                    "org.jspecify..")
            .because("bytes mean the same in every process, whatever it was started for");

    @ArchTest static final ArchRule VIEWS_KNOW_NO_SOURCE = noClasses()
            .that().resideInAnyPackage(ROOT + "state", ROOT + "metric", ROOT + "analysis", ROOT + "trace..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "live", ROOT + "virtual", ROOT + "engine")
            .because("what is shown is a function of the trace, whoever wrote it");

    @ArchTest static final ArchRule MACHINES_ARE_STRANGERS = noClasses().that().resideInAPackage(ROOT + "live")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "virtual")
            .because("each machine must be changeable without the other; what they share is in primitive");

    @ArchTest static final ArchRule MACHINES_ARE_STRANGERS_THE_OTHER_WAY = noClasses().that()
            .resideInAPackage(ROOT + "virtual")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "live")
            .because("each machine must be changeable without the other; what they share is in primitive");

    @ArchTest static final ArchRule NO_WALL_CLOCK_IN_VIRTUAL_TIME = noClasses().that()
            .resideInAPackage(ROOT + "virtual")
            .should().callMethod(System.class, "nanoTime")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().dependOnClassesThat().belongToAnyOf(java.time.Instant.class, java.time.Clock.class,
                    java.util.Random.class, java.util.concurrent.ThreadLocalRandom.class)
            .because("equal requests leave equal traces, on any machine and at any hour");
}
