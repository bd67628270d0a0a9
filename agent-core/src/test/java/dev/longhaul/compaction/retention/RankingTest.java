package dev.longhaul.compaction.retention;

import static dev.longhaul.compaction.retention.FactKind.IDENTIFIER;
import static dev.longhaul.compaction.retention.FactKind.OBLIGATION;
import static dev.longhaul.compaction.retention.FactKind.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which facts are needed more than others. */
class RankingTest {

    private static final String BULK = " lorem ipsum".repeat(4_000);

    private static double rank(FactKind kind, String fact, Message... dropped) {
        return Reading.ranked(Reading.inspect(List.of(dropped), ""), kind, fact).rank();
    }

    @Test
    void theUsersWordsOutrankArgumentsAndTheseProseAndThatResults() {
        var ranks = List.of(
                rank(IDENTIFIER, "ORD-1", Reading.user("see ORD-1")),
                rank(IDENTIFIER, "ORD-1", Reading.calls("{\"id\":\"ORD-1\"}")),
                rank(IDENTIFIER, "ORD-1", Reading.says("see ORD-1")),
                rank(IDENTIFIER, "ORD-1", Reading.result("see ORD-1")),
                rank(IDENTIFIER, "ORD-1", Reading.result("see ORD-1" + BULK)));
        assertThat(ranks).isSortedAccordingTo((a, b) -> Double.compare(b, a)).doesNotHaveDuplicates();
    }

    @Test
    void whatTheAssistantUsedAgainOutranksWhatWasOnlySeen() {
        var result = Reading.result("ORD-1 and ORD-2" + BULK);
        var call = Reading.calls("{\"id\":\"ORD-2\"}");
        var retention = Reading.inspect(List.of(result, call), "");
        assertThat(Reading.ranked(retention, IDENTIFIER, "ORD-2").rank())
                .isGreaterThan(
                        5 * Reading.ranked(retention, IDENTIFIER, "ORD-1").rank());
    }

    @Test
    void whatStoodInOneBulkResultIsNotWorthKeepingHoweverOftenItStandsThere() {
        var retention = Reading.inspect(List.of(Reading.result("src/a.java ".repeat(1_000))), "");
        assertThat(Reading.ranked(retention, PATH, "src/a.java").isWorthKeeping())
                .isFalse();
        assertThat(retention.score()).isEqualTo(1);
    }

    @Test
    void aNameReadOnceInCodeIsNotWorthKeepingUntilItIsUsed() {
        var read = Reading.result("var user = AuthService.getUser(ORD-1)");
        var seen = Reading.inspect(List.of(read), "");
        assertThat(Reading.ranked(seen, IDENTIFIER, "ORD-1").isWorthKeeping()).isTrue();
        assertThat(Reading.ranked(seen, IDENTIFIER, "AuthService.getUser").isWorthKeeping())
                .isFalse();

        var used = Reading.inspect(List.of(read, Reading.says("I change `AuthService.getUser`")), "");
        assertThat(Reading.ranked(used, IDENTIFIER, "AuthService.getUser").isWorthKeeping())
                .isTrue();
    }

    @Test
    void aMentionMoreAndALaterMentionRankHigher() {
        var idle = Reading.says("hm");
        assertThat(rank(IDENTIFIER, "ORD-1", Reading.user("ORD-1"), Reading.user("ORD-1")))
                .isGreaterThan(rank(IDENTIFIER, "ORD-1", idle, Reading.user("ORD-1")));
        assertThat(rank(IDENTIFIER, "ORD-1", idle, Reading.user("ORD-1")))
                .isGreaterThan(rank(IDENTIFIER, "ORD-1", Reading.user("ORD-1"), idle));
    }

    @Test
    void nothingOutranksAnObligationOfTheUser() {
        var much = IntStream.range(0, 200)
                .<Message>mapToObj(i -> i % 2 == 0 ? Reading.user("ORD-1") : Reading.calls("{\"id\":\"ORD-1\"}"))
                .collect(Collectors.toCollection(ArrayList::new));
        much.addFirst(Reading.user("Every reply must be signed"));
        assertThat(Reading.lost(Reading.inspect(much, "")).getFirst())
                .isEqualTo(new Fact(OBLIGATION, "Every reply must be signed"));
    }

    @Test
    void aRuleReadInAToolResultRanksBelowTheUsersAndAboveWhatIsNoRule() {
        var retention = Reading.inspect(
                List.of(
                        Reading.user("Always be kind"),
                        Reading.result("{\"description\":\"Replies must carry code ZX-81. See ORD-7.\"}")),
                "");
        assertThat(Reading.lost(retention))
                .startsWith(
                        new Fact(OBLIGATION, "Always be kind"), new Fact(OBLIGATION, "Replies must carry code ZX-81"));
        assertThat(retention.lost().get(1).origin().speaker()).isEqualTo(Speaker.RESULT);
    }

    @Test
    void usesAreCountedAndTheLastIsNamed() {
        var retention = Reading.inspect(
                List.of(Reading.user("ORD-1, ord-1"), Reading.says("hm"), Reading.says("ORD-1"), Reading.says("hm")),
                "");
        var ranked = Reading.ranked(retention, IDENTIFIER, "ORD-1");
        assertThat(ranked.uses()).isEqualTo(3);
        assertThat(ranked.lastUsedAt()).isEqualTo(2);
    }

    @Test
    void aPromotedFactLeadsEvenIfNobodySaysIt() {
        var promoted = new Fact(IDENTIFIER, "ZX-81");
        var retention = new FactInspector()
                .inspect(new Inspection(List.of(Reading.user("You must go on")), "nothing", List.of(promoted)));
        assertThat(Reading.lost(retention).getFirst()).isEqualTo(promoted);
    }

    @Test
    void theListsAreCappedAndOrderedByRankAndTheSameEveryTime() {
        var text = IntStream.range(0, 5_000).mapToObj(i -> "ORD-" + i).collect(Collectors.joining("\n"));
        var dropped = List.of(Reading.result(text), Reading.user("ORD-4999"));
        var one = Reading.inspect(dropped, "");
        assertThat(one.lost())
                .hasSize(Retention.MOST_LISTED)
                .isSortedAccordingTo((a, b) -> Double.compare(b.rank(), a.rank()));
        assertThat(one.lost().getFirst().fact()).isEqualTo(new Fact(IDENTIFIER, "ORD-4999"));
        assertThat(Reading.inspect(dropped, "")).isEqualTo(one);
    }
}
