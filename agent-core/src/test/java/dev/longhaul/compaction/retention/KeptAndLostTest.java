package dev.longhaul.compaction.retention;

import static dev.longhaul.compaction.retention.FactKind.ERROR;
import static dev.longhaul.compaction.retention.FactKind.IDENTIFIER;
import static dev.longhaul.compaction.retention.FactKind.OBLIGATION;
import static dev.longhaul.compaction.retention.FactKind.PATH;
import static dev.longhaul.compaction.retention.FactKind.QUANTITY;
import static dev.longhaul.compaction.retention.FactKind.QUOTE;
import static dev.longhaul.compaction.retention.FactKind.URL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a fact counts as standing behind the boundary. */
class KeptAndLostTest {

    private static boolean stands(FactKind kind, String fact, String standing) {
        return StandingIndex.of(standing, Extractors.standard()).has(new Fact(kind, fact));
    }

    @ParameterizedTest(name = "{0} {1} stands in: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            IDENTIFIER | TICKET-17        | we closed ticket-17.
            IDENTIFIER | TICKET-17        | (TICKET-17)
            IDENTIFIER | AuthService      | **`AuthService`** is done
            IDENTIFIER | max_retries      | MAX_RETRIES=3
            IDENTIFIER | #4711            | order #4711
            PATH       | src/a.java       | see src/a.java:42
            PATH       | src\\a.java      | see src/a.java
            PATH       | ./src/a.java     | see src/a.java
            PATH       | src/a.java       | see /srv/src/a.java
            URL        | https://A.io/x/  | at https://a.io/x.
            QUANTITY   | 5 MB             | about 5MB
            QUANTITY   | 30 seconds       | after 30s
            QUANTITY   | $20              | 20 USD
            QUANTITY   | 1,000 tokens     | 1000 tokens
            QUANTITY   | 24-hour          | 24 hours
            QUANTITY   | v1.2.3           | 1.2.3
            QUOTE      | Pay  now         | the pay now button
            QUOTE      | go on            | he said “go on”
            QUOTE      | 退款             | 请退款吧
            ERROR      | IOException: no  | it said "IOException: no" twice
            """)
    void standsInAnotherSpelling(FactKind kind, String fact, String standing) {
        assertThat(stands(kind, fact, standing)).isTrue();
    }

    @ParameterizedTest(name = "{0} {1} does not stand in: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            IDENTIFIER | TICKET-1     | TICKET-17 and TICKET-1-b, XTICKET-1
            IDENTIFIER | AuthService  | the authservice
            IDENTIFIER | E1042        | E10421 and E104
            IDENTIFIER | #4711        | 4711 files
            IDENTIFIER | user.name    | user.name.first
            PATH       | src/a.java   | src/A.java
            PATH       | src/a.java   | src/a.java.bak
            PATH       | /srv/a.java | a.java
            PATH       | b/a.java     | bb/a.java
            URL        | https://a.io/x | https://a.io/X
            URL        | https://a.io/x | https://a.io/x/y
            QUANTITY   | 20 %         | 20 files
            QUANTITY   | 5 MB         | 15 MB and 5.5 MB
            QUANTITY   | 1.2.3        | 1.2.30
            QUOTE      | pay now      | now pay
            QUOTE      | $50 cap      | 50 cap
            ERROR      | disk full    | disk is full
            """)
    void doesNotStandInWhatOnlyLooksAlike(FactKind kind, String fact, String standing) {
        assertThat(stands(kind, fact, standing)).isFalse();
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Every reply must carry the code ZX-81          | All replies carry code ZX-81, said the user.       | true
            Every reply must carry the code ZX-81          | All replies carry a code.                          | false
            Every reply must carry the code ZX-81          | All replies carry code ZX-82.                      | false
            Never refund more than $50 without asking      | Refund more than $50 only after asking: not freely | true
            Never refund more than $50 without asking      | You may refund more than $50, asking is optional   | false
            Work until the queue is empty                  | Continue the work, the queue is not yet empty      | true
            Work until the queue is empty                  | Continue the work                                  | false
            You must write tests                           | write tests                                        | true
            You must always                                | whatever                                           | false
            """)
    void obligationsStandInOtherWordsIfMostOfThemStandCloseTogether(
            String obligation, String standing, boolean stands) {
        assertThat(stands(OBLIGATION, obligation, standing)).isEqualTo(stands);
    }

    @Test
    void wordsOfAnObligationScatteredOverThePageDoNotCount() {
        var scattered = "Replies." + " word".repeat(60) + " carry" + " word".repeat(60) + " code ZX-81";
        assertThat(stands(OBLIGATION, "Every reply must carry the code ZX-81", scattered))
                .isFalse();
    }

    @Test
    void wordsThatStandEverywhereSayNothingAboutAnObligation() {
        var everywhere = "the ticket reply ".repeat(100);
        assertThat(stands(OBLIGATION, "Every ticket must have a reply", everywhere))
                .isFalse();
        assertThat(stands(OBLIGATION, "Every ticket must have a friendly signed reply", everywhere + "friendly signed"))
                .isTrue();
    }

    @Test
    void keptAndLostArePartedAndTheScoreIsTheShareOfRank() {
        var dropped = List.of(
                Reading.user("Look at src/a.java and TICKET-17, not https://x.io/y."), Reading.result("took 350 ms"));
        var all = Reading.inspect(dropped, "src/a.java TICKET-17 https://x.io/y 350 ms");
        var none = Reading.inspect(dropped, "nothing");
        var some = Reading.inspect(dropped, "TICKET-17");

        assertThat(all.lost()).isEmpty();
        assertThat(all.score()).isEqualTo(1);
        assertThat(none.kept()).isEmpty();
        assertThat(none.score()).isZero();
        assertThat(Reading.kept(some)).containsExactly(new Fact(IDENTIFIER, "TICKET-17"));
        assertThat(Reading.lost(some))
                .containsExactlyInAnyOrder(
                        new Fact(PATH, "src/a.java"), new Fact(URL, "https://x.io/y"), new Fact(QUANTITY, "350 ms"));
        assertThat(some.score()).isBetween(0.2, 0.5);
    }

    @Test
    void aHistoryWithoutFactsScoresOne() {
        assertThat(Reading.inspect(List.of(), "")).isEqualTo(Retention.NOTHING);
        assertThat(Reading.inspect(List.of(Reading.user("hello there")), "").score())
                .isEqualTo(1);
    }

    @Test
    void aToDoItemThatWasTickedOffIsNeitherKeptNorLost() {
        var dropped =
                List.of(Reading.user("- [ ] write the tests\n- [ ] ship it"), Reading.says("- [x] write the tests"));
        assertThat(Reading.lost(Reading.inspect(dropped, ""))).containsExactly(new Fact(OBLIGATION, "ship it"));
    }

    @Test
    void aQuestionIsOpenUntilTheAssistantEndsATurn() {
        var ask = Reading.user("Which port does it use?");
        assertThat(Reading.lost(Reading.inspect(List.of(ask, Reading.calls("{\"q\":\"x\"}")), "")))
                .containsExactly(new Fact(OBLIGATION, "Which port does it use?"));
        assertThat(Reading.lost(Reading.inspect(List.of(ask, Reading.says("The usual one.")), "")))
                .isEmpty();
    }

    @Test
    void jsonIsReadByItsValues() {
        var dropped = List.of(
                Reading.calls("{\"ticket_id\":\"TICKET-17\",\"body\":\"run \\\"mvn verify\\\"\\nin src\\/a.java\"}"),
                Reading.result("[{\"customer_name\":\"Ann\",\"error\":\"queue is empty\"}]"));
        assertThat(Reading.lost(Reading.inspect(dropped, "")))
                .containsExactlyInAnyOrder(
                        new Fact(IDENTIFIER, "TICKET-17"),
                        new Fact(QUOTE, "mvn verify"),
                        new Fact(PATH, "src/a.java"),
                        new Fact(ERROR, "error: queue is empty"));
    }

    @Test
    void anExtractorOfOnesOwnFindsWhatTheHouseDoesNotKnow() {
        Extractor ibans = (unit, sink) -> {
            int at = unit.text().toString().indexOf("DE89 ");
            if (at >= 0) {
                sink.found(IDENTIFIER, at, at + 9);
            }
        };
        var inspector = new FactInspector(Extractors.standardAnd(ibans));
        var dropped = List.of(Reading.user("pay to DE89 3704 please"));

        assertThat(Reading.lost(inspector.inspect(new Inspection(dropped, "none"))))
                .contains(new Fact(IDENTIFIER, "DE89 3704"));
        assertThat(Reading.kept(inspector.inspect(new Inspection(dropped, "use de89 3704"))))
                .contains(new Fact(IDENTIFIER, "DE89 3704"));
    }

    @Test
    void theKeptTailStandsTillTheNextBoundaryAndThatIsNotEnoughForANameInUse() {
        var dropped = List.of(
                Reading.result("Put ZX-81 in every reply. See ORD-7 and src/a.java."),
                Reading.calls("{\"response\":\"ZX-81\",\"path\":\"src/a.java\"}"));
        var behind = behindTail(dropped, "ZX-81, ORD-7, src/a.java", List.of());
        assertThat(Reading.lost(behind)).containsExactly(new Fact(IDENTIFIER, "ZX-81"));
        assertThat(Reading.kept(behind)).contains(new Fact(IDENTIFIER, "ORD-7"), new Fact(PATH, "src/a.java"));
    }

    @Test
    void norForWhatIsPromoted() {
        var path = new Fact(PATH, "src/a.java");
        var dropped = List.of(Reading.result("See src/a.java"));
        assertThat(Reading.lost(behindTail(dropped, "src/a.java", List.of(path))))
                .containsExactly(path);
        assertThat(Reading.lost(behindTail(dropped, "src/a.java", List.of()))).isEmpty();
    }

    private static Retention behindTail(List<Message> dropped, String tail, List<Fact> promoted) {
        return new FactInspector().inspect(new Inspection(dropped, "none", tail, promoted));
    }
}
