package dev.longhaul.runner.claude;

import java.util.regex.Pattern;

/**
 * The provider's own {@code output_config.task_budget} (wire spec §6.7). The least total and the models that take it are facts
 * the spec has at second hand. {@code remaining} is never sent: both server-side compactions refuse it, and changing it would
 * break the cache.
 */
final class TaskBudget {

    static final String BETA = "task-budgets-2026-03-13";
    static final long LEAST = 20_000;

    private static final Pattern MODELS =
            Pattern.compile("claude-(opus-4-([7-9]|[1-9]\\d)|opus-[5-9]|fable-[5-9]|mythos-[5-9])(?!\\d).*");

    private TaskBudget() {}

    static boolean isTakenBy(String model) {
        return MODELS.matcher(model).matches();
    }

    static long checked(long tokens) {
        if (tokens < LEAST) {
            throw new IllegalArgumentException(
                    "a task budget of %,d tokens is less than the provider takes: give %,d or more, or none"
                            .formatted(tokens, LEAST));
        }
        return tokens;
    }
}
