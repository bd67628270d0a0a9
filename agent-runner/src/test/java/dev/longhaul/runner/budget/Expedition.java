package dev.longhaul.runner.budget;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.AgentRunnerBuilder;
import dev.longhaul.runner.SubAgent;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A leader with scouts, and all that their run depends on, drawn from a seed.
 *
 * @param max what is limited, in the limit's unit
 * @param mostScouts so many are sent out at once
 * @param atMost what one of them may spend; unlimited if it says nothing
 * @param nested whether scouts have scouts
 * @param deaths the process dies at the appends of these numbers, one after the other; empty if it does not
 */
record Expedition(
        long seed,
        Limit limit,
        long max,
        int mostScouts,
        int longestLook,
        Budget atMost,
        boolean nested,
        Compaction compaction,
        int longestSight,
        double charsPerToken,
        FaultPlan faults,
        boolean calm,
        List<Integer> deaths) {

    static final String MODEL = "claude-sonnet-5-5";

    static Expedition of(long seed) {
        var random = new Random(seed * 6_151);
        var limit = List.of(Limit.BILLED_TOKENS, Limit.BILLED_TOKENS, Limit.USD, Limit.TOTAL_TOKENS, Limit.MODEL_CALLS)
                .get(random.nextInt(5));
        boolean calm = random.nextBoolean();
        return new Expedition(
                seed,
                limit,
                max(limit, random),
                1 + random.nextInt(6),
                random.nextBoolean() ? 100_000 : 2 + random.nextInt(8),
                random.nextInt(3) == 0
                        ? Budget.unlimited().billedTokens(30_000L + random.nextInt(60_000))
                        : Budget.unlimited(),
                random.nextInt(3) == 0,
                random.nextBoolean() ? Compaction.off() : Compaction.clientSide(6_000L + random.nextInt(8_000)),
                200 + random.nextInt(4_000),
                2.2 + random.nextDouble() * 2.8,
                calm ? FaultPlan.none() : faults(random),
                calm,
                deaths(random));
    }

    private static long max(Limit limit, Random random) {
        return switch (limit) {
            case USD -> (300L + random.nextInt(1_200)) * 1_000_000_000L;
            case TOTAL_TOKENS -> 60_000L + random.nextInt(100_000);
            case MODEL_CALLS -> 12 + random.nextInt(60);
            default -> 120_000L + random.nextInt(300_000);
        };
    }

    private static FaultPlan faults(Random random) {
        var plan = FaultPlan.builder();
        for (int request = 1; request < 80; request++) {
            if (random.nextInt(12) == 0) {
                plan.at(
                        request,
                        switch (random.nextInt(4)) {
                            case 0 -> Fault.status(529);
                            case 1 -> Fault.truncatedBody();
                            case 2 -> Fault.noIterations();
                            default -> Fault.hangUp();
                        });
            }
        }
        return plan.build();
    }

    private static List<Integer> deaths(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> List.of();
            case 1 -> List.of(2 + random.nextInt(80));
            default -> List.of(2 + random.nextInt(40), 2 + random.nextInt(40));
        };
    }

    MessagesEmulator server() {
        return MessagesEmulator.builder()
                .brain(new Party(seed, mostScouts, longestLook))
                .charsPerToken(charsPerToken)
                .faults(faults)
                .start();
    }

    AgentRunnerBuilder leader(MessagesEmulator server) {
        return agent(server, Party.LEADER)
                .tools(scout(server, nested))
                .budget(Budget.unlimited().with(limit, max));
    }

    private SubAgent scout(MessagesEmulator server, boolean withScouts) {
        var child = agent(server, Party.SCOUT)
                .tools(new Sights(seed, longestSight, false))
                .budget(atMost);
        if (withScouts) {
            child.tools(scout(server, false));
        }
        return SubAgent.tool("scout", "Scouts a place.", child).maxResultTokens(500);
    }

    private AgentRunnerBuilder agent(MessagesEmulator server, String system) {
        var config = ClaudeConfig.at(server.uri().toString())
                .withModel(MODEL)
                .withAttempts(4)
                .withFirstPause(Duration.ZERO);
        return AgentRunner.builder()
                .model(Claude.of(config))
                .system(system)
                .maxTokens(2_000)
                .compaction(compaction);
    }
}
