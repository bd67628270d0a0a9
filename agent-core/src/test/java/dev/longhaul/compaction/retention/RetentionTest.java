package dev.longhaul.compaction.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a summary kept, what it lost, and what of it goes back. */
class RetentionTest {

    private final SummaryInspector inspector = new FactInspector();

    private static Message said(String text) {
        return Message.assistant(List.of(new Block.Text(text)));
    }

    private static Message called(String input) {
        return Message.assistant(List.of(new Block.ToolUse("t", "look", new Json(input))));
    }

    private Retention inspect(String standing, Message... dropped) {
        return inspector.inspect(new Inspection(List.of(dropped), standing));
    }

    private static List<String> texts(List<RankedFact> facts) {
        return facts.stream().map(ranked -> ranked.fact().text()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATH | see /var/log/printer.log now | /var/log/printer.log",
                "PATH | edit src/main/App.java today | src/main/App.java",
                "URL | read https://example.com/a?b=1 first | https://example.com/a?b=1",
                "IDENTIFIER | this is TICKET-17 again | TICKET-17",
                "IDENTIFIER | it said AUTH_TIMEOUT twice | AUTH_TIMEOUT",
                "IDENTIFIER | call retryCount here | retryCount",
                "QUANTITY | it took 350 ms there | 350 ms",
                "QUOTE | he wrote \"never again\" to us | never again",
            })
    void aFactIsFoundInPlainSpeech(FactKind kind, String speech, String expected) {
        var lost = inspect("Nothing.", said(speech), said(speech)).lost();

        assertThat(lost).anySatisfy(ranked -> {
            assertThat(ranked.fact().kind()).isEqualTo(kind);
            assertThat(ranked.fact().text()).contains(expected);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "There were three of them and more.",
                "and/or",
                "Hello, how are you today?",
                "e.g. this, i.e. that"
            })
    void plainProseHoldsNoFacts(String prose) {
        assertThat(texts(inspect("Nothing.", said(prose)).lost())).isEmpty();
    }

    @Test
    void aFactIsKeptOnlyAsAWholeWord() {
        var dropped = new Message[] {called("{\"id\":\"TICKET-1\"}"), called("{\"id\":\"TICKET-1\"}")};

        assertThat(texts(inspect("TICKET-17 is done.", dropped).lost())).contains("TICKET-1");
        assertThat(texts(inspect("TICKET-1 is done.", dropped).lost())).doesNotContain("TICKET-1");
        assertThat(inspect("TICKET-1 is done.", dropped).score())
                .isGreaterThan(inspect("TICKET-17 is done.", dropped).score());
    }

    @Test
    void whatIsUsedAgainRanksAboveWhatOnlyStoodInABulkResult() {
        var bulk = Message.user(
                List.of(new Block.ToolResult("t", "text ORD-1111 and ORD-2222 " + "word ".repeat(500), false)));
        var lost = texts(
                inspect("Nothing.", bulk, called("{\"order\":\"ORD-2222\"}")).lost());

        assertThat(lost.indexOf("ORD-2222")).isNotNegative();
        assertThat(lost.contains("ORD-1111") ? lost.indexOf("ORD-1111") : Integer.MAX_VALUE)
                .isGreaterThan(lost.indexOf("ORD-2222"));
    }

    @Test
    void nothingToKeepIsAScoreOfOne() {
        assertThat(inspect("Nothing.", said("Hello.")).score()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void plantedCodesAreFoundAndWhatGoesBackStaysWithinItsAllowance(long seed) {
        var random = new Random(seed);
        var codes = new ArrayList<String>();
        var history = new ArrayList<Message>();
        for (int i = 0; i < 60; i++) {
            var code = "REF-" + (1000 + random.nextInt(9000)) + "-" + i;
            codes.add(code);
            history.add(said("word ".repeat(random.nextInt(40)) + code));
            history.add(called("{\"ref\":\"" + code + "\"}"));
        }
        var retention = inspector.inspect(new Inspection(history, "Some work was done."));
        assertThat(texts(retention.lost())).as("seed %d", seed).containsAll(codes);

        var allowance = new Allowance(100 + random.nextInt(400), 3.5);
        var back = Reinjection.choose(retention, ReinjectionHistory.NONE, allowance);
        assertThat(back.facts()).as("seed %d", seed).isNotEmpty();
        assertThat(Math.ceil(back.text().length() / 3.5)).as("seed %d", seed).isLessThanOrEqualTo((double)
                allowance.tokens());

        var after = inspector.inspect(new Inspection(history, "Some work was done.\n" + back.text()));
        assertThat(texts(after.lost())).as("seed %d", seed).doesNotContainAnyElementsOf(texts(back.facts()));
        assertThat(after.score()).as("seed %d", seed).isGreaterThan(retention.score());
    }

    @Test
    void aFactPutBackTwiceWithoutUseIsNotPutBackAgain() {
        var retention = inspect("Nothing.", called("{\"id\":\"ORD-5555\"}"), called("{\"id\":\"ORD-5555\"}"));
        var room = new Allowance(1_000, 3.5);
        var history = ReinjectionHistory.NONE;
        for (int i = 0; i < 2; i++) {
            var back = Reinjection.choose(retention, history, room);
            assertThat(texts(back.facts())).contains("ORD-5555");
            history = history.reinjected(back.facts());
        }
        assertThat(texts(Reinjection.choose(retention, history, room).facts())).doesNotContain("ORD-5555");
    }

    @Test
    void aFactPutBackAndUsedStandsFromThenOn() {
        var retention = inspect("Nothing.", called("{\"id\":\"ORD-5555\"}"), called("{\"id\":\"ORD-5555\"}"));
        var history = ReinjectionHistory.NONE;
        for (int i = 0; i < 3; i++) {
            history = history.reinjected(Reinjection.choose(retention, history, new Allowance(1_000, 3.5))
                            .facts())
                    .replied(called("{\"id\":\"ORD-5555\"}"));
        }
        assertThat(history.promoted()).extracting(Fact::text).contains("ORD-5555");
    }

    @Test
    void noAllowancePutsNothingBack() {
        var retention = inspect("Nothing.", called("{\"id\":\"ORD-5555\"}"), called("{\"id\":\"ORD-5555\"}"));

        assertThat(Reinjection.choose(retention, ReinjectionHistory.NONE, new Allowance(0, 3.5)))
                .isEqualTo(Reinjection.NOTHING);
    }
}
