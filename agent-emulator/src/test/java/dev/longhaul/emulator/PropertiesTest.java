package dev.longhaul.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Client.Reply;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every conversation. The seed in a failing test's name brings it back. */
class PropertiesTest {

    private static final int CASES = 15;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void validHistoriesAreAccepted(long seed) throws Exception {
        Histories histories = new Histories(seed);
        play((client, brain, emulator) -> {
            for (int i = 0; i < CASES; i++) {
                Reply reply = client.send(histories.next());
                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneDefectIsEnoughToBeRefused(long seed) throws Exception {
        Histories histories = new Histories(seed);
        Random random = new Random(seed);
        play((client, brain, emulator) -> {
            for (int i = 0; i < CASES; i++) {
                ObjectNode valid = histories.next();
                for (Defect defect : Defect.values()) {
                    ObjectNode spoilt = defect.applied(valid, random);
                    if (!spoilt.equals(valid)) {
                        assertThat(client.send(spoilt).status())
                                .as("%s in %s", defect, spoilt)
                                .isEqualTo(400);
                    }
                }
            }
            assertThat(emulator.ledger().totals()).isEqualTo(Totals.ZERO);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theClassesOfAllInputAddUpToWhatIsCounted(long seed) throws Exception {
        Histories histories = new Histories(seed);
        play((client, brain, emulator) -> {
            ObjectNode body = histories.next();
            for (int i = 0; i < CASES; i++) {
                body = i % 3 == 0 ? histories.next() : body;
                Totals billed = PromptCacheTest.cost(client, body);
                assertThat(billed.totalInput()).isEqualTo(counted(client, body));
                assertThat(List.of(billed.input(), billed.cacheRead(), billed.cacheWrite5m()))
                        .allMatch(tokens -> tokens >= 0);
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noResultIsShownWithoutItsCallAndNothingBeforeASummary(long seed) throws Exception {
        Histories histories = new Histories(seed);
        play((client, brain, emulator) -> {
            for (int i = 0; i < CASES; i++) {
                client.send(histories.next());
            }
            assertThat(brain.shown).hasSize(CASES).allSatisfy(PropertiesTest::isWhole);
        });
    }

    private static void isWhole(VisibleContext context) {
        Set<String> calls = new HashSet<>();
        int blocks = 0;
        for (VisibleMessage message : context.messages()) {
            assertThat(message.content()).isNotEmpty();
            for (VisibleBlock block : message.content()) {
                switch (block) {
                    case VisibleBlock.ToolUse call -> calls.add(call.id());
                    case VisibleBlock.ToolResult result -> assertThat(calls).contains(result.toolUseId());
                    case VisibleBlock.Summary summary ->
                        assertThat(blocks).as("blocks before a summary").isZero();
                    default -> {}
                }
                blocks++;
            }
        }
    }

    private static long counted(Client client, ObjectNode body) throws IOException, InterruptedException {
        ObjectNode question = body.deepCopy();
        question.remove("max_tokens");
        return client.count(question, "anthropic-beta", Client.COMPACTION)
                .json()
                .path("input_tokens")
                .asLong();
    }

    private static void play(Play.Scenario scenario) throws Exception {
        Play.run(MessagesEmulator.builder().strictEcho(false), scenario);
    }
}
