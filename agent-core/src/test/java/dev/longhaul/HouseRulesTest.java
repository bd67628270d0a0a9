package dev.longhaul;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The rules of the house: arrows point down, and the core touches nothing outside it. */
@AnalyzeClasses(packages = "dev.longhaul", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule LOOP =
            mayUse("loop", "session", "compaction", "compaction.retention", "budget", "tool", "model");

    @ArchTest
    static final ArchRule SESSION = mayUse("session", "compaction", "compaction.retention", "budget", "tool", "model");

    @ArchTest
    static final ArchRule COMPACTION = mayUse("compaction", "compaction.retention", "budget", "model");

    @ArchTest
    static final ArchRule RETENTION = mayUse("compaction.retention", "model");

    @ArchTest
    static final ArchRule BUDGET = mayUse("budget", "model");

    @ArchTest
    static final ArchRule TOOL = mayUse("tool", "budget", "model");

    @ArchTest
    static final ArchRule TESTING = mayUse("testing", "model");

    @ArchTest
    static final ArchRule MODEL = mayUse("model");

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

    private static ArchRule mayUse(String upper, String... lower) {
        var own = Stream.concat(Stream.of(upper), Arrays.stream(lower))
                .map(name -> "dev.longhaul." + name)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("dev.longhaul." + upper)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(own).or(resideOutsideOfPackage("dev.longhaul..")));
    }
}
