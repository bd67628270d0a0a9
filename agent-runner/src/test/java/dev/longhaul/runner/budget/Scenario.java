package dev.longhaul.runner.budget;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.AgentRunnerBuilder;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Everything a run depends on, drawn from a seed: how dense the tokenizer is, who compacts, what fails, what is limited.
 *
 * @param charsPerToken the provider's own, which the client is not told
 * @param longestSight characters of the longest tool result
 * @param worth so many calls the limit would pay for if nothing failed
 * @param sessions so many share it
 * @param inWrapUp whether the tool may be called in the wrap-up
 */
record Scenario(
        long seed,
        double charsPerToken,
        String model,
        Compaction compaction,
        int longestSight,
        int maxTokens,
        boolean caching,
        FaultPlan faults,
        Limit limit,
        int worth,
        int sessions,
        boolean inWrapUp) {

    private static final List<String> MODELS = List.of("claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-5-5");
    private static final List<Limit> LIMITS =
            List.of(Limit.BILLED_TOKENS, Limit.BILLED_TOKENS, Limit.USD, Limit.TOTAL_TOKENS, Limit.MODEL_CALLS);

    static Scenario of(long seed) {
        var random = new Random(seed * 7_919);
        boolean threshold = random.nextInt(4) == 0;
        return new Scenario(
                seed,
                2.2 + random.nextDouble() * 2.8,
                MODELS.get(random.nextInt(MODELS.size())),
                threshold ? Compaction.at(50_000) : asked(random),
                threshold ? 40_000 : 200 + random.nextInt(6_000),
                300 + random.nextInt(4_000),
                random.nextBoolean(),
                faults(random),
                LIMITS.get(random.nextInt(LIMITS.size())),
                5 + random.nextInt(40),
                random.nextInt(4) == 0 ? 3 : 1,
                random.nextInt(3) == 0);
    }

    private static Compaction asked(Random random) {
        long trigger = 4_000L + random.nextInt(12_000);
        return switch (random.nextInt(3)) {
            case 0 -> Compaction.onDemand(trigger);
            case 1 -> Compaction.clientSide(trigger);
            default -> Compaction.off();
        };
    }

    private static FaultPlan faults(Random random) {
        var plan = FaultPlan.builder();
        if (random.nextInt(3) == 0) {
            return plan.build();
        }
        for (int request = 1; request < 60; request++) {
            if (random.nextInt(9) == 0) {
                plan.at(request, fault(random));
            }
        }
        if (random.nextInt(3) == 0) {
            plan.atCompaction(1 + random.nextInt(3), Fault.nullSummary());
        }
        return plan.build();
    }

    private static Fault fault(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Fault.status(529);
            case 1 -> Fault.status(500);
            case 2, 3 -> Fault.hangUp();
            case 4 -> Fault.truncatedBody();
            case 5 -> Fault.missingCacheFields();
            case 6 -> Fault.noIterations();
            default -> Fault.unknownFields();
        };
    }

    /** The same without anything that fails, for as long as the limit is to be worth. */
    Scenario undisturbed() {
        return new Scenario(
                seed,
                charsPerToken,
                model,
                compaction,
                longestSight,
                maxTokens,
                caching,
                FaultPlan.none(),
                limit,
                worth,
                1,
                inWrapUp);
    }

    MessagesEmulator server(int calls) {
        return MessagesEmulator.builder()
                .brain(new Wanderer(seed, calls))
                .charsPerToken(charsPerToken)
                .faults(faults)
                .start();
    }

    AgentRunnerBuilder agent(MessagesEmulator server) {
        var config = ClaudeConfig.at(server.uri().toString())
                .withModel(model)
                .withAttempts(4)
                .withFirstPause(Duration.ZERO)
                .withCaching(caching);
        return AgentRunner.builder()
                .model(Claude.of(config))
                .system("You look around and say what you see.")
                .tools(new Sights(seed, longestSight, inWrapUp))
                .maxTokens(maxTokens)
                .compaction(compaction)
                .budget(Budget.unlimited());
    }
}
