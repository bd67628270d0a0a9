package dev.longhaul.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules point down only. Here all of them are in sight. */
@AnalyzeClasses(packages = "dev.longhaul", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleArrowsTest {

    private static final String EMULATOR = "dev.longhaul.emulator..";
    private static final String TOOLS = "dev.longhaul.tools..";
    private static final String RUNNER = "dev.longhaul.runner..";
    private static final String CLI = "dev.longhaul.cli..";
    private static final String SAMPLES = "dev.longhaul.samples..";
    private static final String[] CORE = {
        "dev.longhaul.model..",
        "dev.longhaul.tool..",
        "dev.longhaul.budget..",
        "dev.longhaul.compaction..",
        "dev.longhaul.session..",
        "dev.longhaul.loop..",
        "dev.longhaul.testing.."
    };

    @ArchTest
    static final ArchRule THE_EMULATOR_IS_AN_INDEPENDENT_READING_OF_THE_WIRE = noClasses()
            .that()
            .resideInAPackage(EMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.longhaul.model..",
                    "dev.longhaul.session..",
                    "dev.longhaul.loop..",
                    TOOLS,
                    RUNNER,
                    CLI,
                    SAMPLES);

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NOBODY_ABOVE_IT = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TOOLS, RUNNER, EMULATOR, CLI, SAMPLES);

    @ArchTest
    static final ArchRule TOOLS_KNOW_THE_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage(TOOLS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RUNNER, EMULATOR, CLI, SAMPLES);

    @ArchTest
    static final ArchRule WHAT_A_SERVICE_EMBEDS_HAS_NO_COMMAND_LINE_AND_NO_SERVER = noClasses()
            .that()
            .resideInAPackage(RUNNER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EMULATOR, CLI, SAMPLES, "picocli..", "com.sun.net.httpserver..", "ch.qos.logback..");

    @ArchTest
    static final ArchRule THE_COMMANDS_KNOW_NO_SAMPLE = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SAMPLES);
}
