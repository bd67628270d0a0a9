package dev.longhaul;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/** The rules of the house: arrows point down, and the core touches nothing outside it. */
@AnalyzeClasses(packages = "dev.longhaul", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("loop")
            .definedBy("dev.longhaul.loop")
            .layer("session")
            .definedBy("dev.longhaul.session")
            .layer("compaction")
            .definedBy("dev.longhaul.compaction")
            .layer("budget")
            .definedBy("dev.longhaul.budget")
            .layer("tool")
            .definedBy("dev.longhaul.tool")
            .layer("model")
            .definedBy("dev.longhaul.model")
            .layer("testing")
            .definedBy("dev.longhaul.testing")
            .whereLayer("loop")
            .mayOnlyAccessLayers("session", "compaction", "budget", "tool", "model")
            .whereLayer("session")
            .mayOnlyAccessLayers("compaction", "budget", "tool", "model")
            .whereLayer("compaction")
            .mayOnlyAccessLayers("budget", "model")
            .whereLayer("budget")
            .mayOnlyAccessLayers("model")
            .whereLayer("tool")
            .mayOnlyAccessLayers("model")
            .whereLayer("testing")
            .mayOnlyAccessLayers("model")
            .whereLayer("model")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.longhaul.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_OUTSIDE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.sql..", "javax.sql..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|File.*Stream|RandomAccessFile|FileReader|FileWriter)");

    @ArchTest
    static final ArchRule NO_THREADS_OF_ITS_OWN = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Executors.class)
            .orShould()
            .callConstructorWhere(
                    describe("they make a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
            .orShould()
            .callMethodWhere(describe(
                    "they make or find a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)));

    @ArchTest
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule NO_SHARED_STATE = fields().that().areStatic().should().beFinal();
}
