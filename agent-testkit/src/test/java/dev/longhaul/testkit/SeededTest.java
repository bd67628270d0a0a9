package dev.longhaul.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Seeds are the same in every run, and a failure tells how to have it again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeededTest {

    private final List<Long> seen = new ArrayList<>();

    @BeforeAll
    void allSeedsAreWanted() {
        assumeTrue(System.getProperty(Seeds.ONE) == null && System.getProperty(Seeds.HOW_MANY) == null);
    }

    @Seeded(5)
    void eachSeedIsHandedOver(long seed) {
        seen.add(seed);
    }

    @AfterAll
    void seedsCountFromOne() {
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aFailureNamesItsSeed() {
        assertThatThrownBy(() -> report(() -> {
                    throw new AssertionError("two tickets were lost");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("with -Dlonghaul.seed=17: two tickets were lost");
    }

    @Test
    void soDoesAnException() {
        assertThatThrownBy(() -> report(() -> {
                    throw new IllegalStateException("lost");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dlonghaul.seed=17")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    /** The extension does not look at its context. */
    @SuppressWarnings("NullAway")
    private static void report(Invocation<Void> test) throws Throwable {
        new SeedReporter().interceptTestTemplateMethod(test, seed17(), null);
    }

    private static ReflectiveInvocationContext<Method> seed17() {
        return new ReflectiveInvocationContext<>() {
            @Override
            public Class<?> getTargetClass() {
                return SeededTest.class;
            }

            @Override
            public Optional<Object> getTarget() {
                return Optional.empty();
            }

            @Override
            public Method getExecutable() {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Object> getArguments() {
                return List.of(17L);
            }
        };
    }
}
