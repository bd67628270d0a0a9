package dev.longhaul.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test with many seeds, handed over as its one {@code long}: for what must hold whatever happens.
 *
 * <pre>{@code
 * @Seeded
 * void noTicketIsCompletedTwice(long seed) {
 *     var random = new Random(seed);
 *     ...
 * }
 * }</pre>
 *
 * <p>Seeds count from 1, so a run can be repeated. A failure names its seed; {@code -Dlonghaul.seed=17} runs that one alone, and
 * {@code -Dlonghaul.seeds=10000} tries more of them.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "seed {0}")
@ArgumentsSource(Seeds.class)
@ExtendWith(SeedReporter.class)
public @interface Seeded {

    /** How many seeds to try. */
    int value() default 100;
}
