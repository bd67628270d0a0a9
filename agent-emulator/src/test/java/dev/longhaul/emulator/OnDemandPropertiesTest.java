package dev.longhaul.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger.Entry;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Client.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every conversation compacted on demand. The seed in a failing test's name brings it back. */
class OnDemandPropertiesTest {

    private static final int CASES = 8;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBlockAndAnyKeptTailGoOnAndCanBeCompactedAgain(long seed) throws Exception {
        play(seed, (client, brain, swapped) -> {
            Reply next = client.sendSigned(swapped.body());
            assertThat(next.status()).as(next.text()).isEqualTo(200);
            assertThat(brain.lastShown().messages().getFirst().content().getFirst())
                    .isInstanceOf(VisibleBlock.Summary.class);
            assertThat(brain.lastShown().messages()).hasSize(1 + swapped.tail());
            Reply again = client.sendSigned(Swapped.summarised(swapped.body()));
            assertThat(again.stopReason()).as(again.text()).isEqualTo("compaction");
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneDefectIsRefusedWithItsVeryCode(long seed) throws Exception {
        Random random = new Random(seed);
        play(seed, (client, brain, swapped) -> {
            for (SignedDefect defect : SignedDefect.values()) {
                ObjectNode spoilt = swapped.body().deepCopy();
                defect.spoil(spoilt, random);
                Reply reply = client.sendSigned(spoilt);
                assertThat(reply.status()).as("%s: %s", defect, reply.text()).isEqualTo(400);
                assertThat(reply.errorCode()).as("%s: %s", defect, reply.text()).isEqualTo(defect.code());
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyReplysIterationsAreTheLedgersEntries(long seed) throws Exception {
        Histories histories = new Histories(seed, false);
        Random random = new Random(seed);
        Play.run((client, brain, emulator) -> {
            for (int i = 0; i < CASES; i++) {
                brain.summarising(random.nextInt(4) == 0 ? null : "word ".repeat(random.nextInt(1, 1200)));
                ObjectNode body = histories.next();
                Reply reply = client.sendSigned(random.nextBoolean() ? body : Swapped.summarised(body));
                Entry entry = emulator.ledger().entries().getLast();
                assertThat(reply.iterations()).as(reply.text()).hasSize(1);
                assertThat(PromptCacheTest.totals(reply.iterations().path(0))).isEqualTo(entry.tokens());
                Totals answered = entry.kind().equals("message") ? entry.tokens() : Totals.ZERO;
                assertThat(reply.usage().path("input_tokens").asLong()).isEqualTo(answered.input());
                assertThat(reply.usage().path("output_tokens").asLong()).isEqualTo(answered.output());
            }
        });
    }

    private interface Scenario {
        void play(Client client, TestBrain brain, Swapped swapped) throws IOException, InterruptedException;
    }

    private static void play(long seed, Scenario scenario) throws Exception {
        Histories histories = new Histories(seed, false);
        Random random = new Random(seed);
        Play.run((client, brain, emulator) -> {
            for (int i = 0; i < CASES; i++) {
                brain.summarising("The gist of it, " + random.nextInt());
                scenario.play(client, brain, Swapped.at(client, histories.next(), random));
            }
        });
    }

    /** A conversation whose head was compacted: the block, then {@code tail} messages as they were. */
    record Swapped(ObjectNode body, int tail) {

        static Swapped at(Client client, ObjectNode whole, Random random) throws IOException, InterruptedException {
            List<Integer> cuts = cuts(whole.path("messages"));
            int cut = cuts.get(random.nextInt(cuts.size()));
            Reply reply = client.sendSigned(summarised(first(whole, cut)));
            assertThat(reply.stopReason()).as(reply.text()).isEqualTo("compaction");
            ObjectNode body = whole.deepCopy();
            ArrayNode messages = body.putArray("messages");
            messages.addObject()
                    .put("role", random.nextBoolean() ? "assistant" : "user")
                    .set("content", reply.content());
            for (int i = cut; i < whole.path("messages").size(); i++) {
                messages.add(whole.path("messages").path(i));
            }
            return new Swapped(body, messages.size() - 1);
        }

        static ObjectNode summarised(ObjectNode body) {
            ObjectNode asking = body.deepCopy();
            asking.putObject("compaction").put("type", "summarize");
            return asking;
        }

        private static ObjectNode first(ObjectNode whole, int cut) {
            ObjectNode head = whole.deepCopy();
            ArrayNode messages = head.withArray("messages");
            while (messages.size() > cut) {
                messages.remove(messages.size() - 1);
            }
            return head;
        }

        /** Places with no call open across them. */
        private static List<Integer> cuts(JsonNode messages) {
            List<Integer> cuts = new ArrayList<>();
            Set<String> open = new HashSet<>();
            for (int i = 0; i < messages.size(); i++) {
                for (JsonNode block : messages.path(i).path("content")) {
                    if (block.has("id")) {
                        open.add(block.path("id").asText());
                    }
                    open.remove(block.path("tool_use_id").asText());
                }
                if (open.isEmpty()) {
                    cuts.add(i + 1);
                }
            }
            return cuts;
        }
    }
}
