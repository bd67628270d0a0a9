package dev.longhaul.compaction.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.retention.RankedFact.Origin;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Facts that keep being needed come to stay; facts that nobody uses go. */
class ReinjectionHistoryTest {

    private static final RankedFact CODE = ranked("ZX-81", 3);
    private static final Allowance AMPLE = new Allowance(2_000, 4);

    private static RankedFact ranked(String id, double rank) {
        return new RankedFact(new Fact(FactKind.IDENTIFIER, id), 1, 0, rank, new Origin(Speaker.USER, ""));
    }

    private static ReinjectionHistory after(int boundaries, Message... replies) {
        var history = ReinjectionHistory.NONE;
        for (int i = 0; i < boundaries; i++) {
            history = history.reinjected(List.of(CODE));
        }
        for (var reply : replies) {
            history = history.replied(reply);
        }
        return history;
    }

    @Test
    void threeTimesPutBackAndTwiceUsedIsPromoted() {
        var used = Reading.calls("{\"response\":\"your code is zx-81\"}");
        assertThat(after(3, used, Reading.says("ZX-81 it is")).promoted()).containsExactly(CODE.fact());
        assertThat(after(2, used, used).promoted()).isEmpty();
        assertThat(after(3, used).promoted()).isEmpty();
    }

    @Test
    void twicePutBackAndNeverUsedIsAgedOutUntilItIsUsed() {
        assertThat(after(1).agedOut()).isEmpty();
        assertThat(after(2).agedOut()).containsExactly(CODE.fact());
        assertThat(after(2, Reading.says("ZX-81")).agedOut()).isEmpty();
    }

    @Test
    void onlyTheAssistantsOwnWordsAreUse() {
        var summary = Message.assistant(List.of(new Block.Compaction("ZX-81", new Json("{}"))));
        assertThat(after(2, Reading.user("ZX-81"), Reading.result("ZX-81"), Reading.says("ZX-811"), summary)
                        .agedOut())
                .containsExactly(CODE.fact());
    }

    @Test
    void agedOutFactsDoNotGoBackAndPromotedOnesLead() {
        var dropped = List.of(Reading.user("You must go on. ZX-81"));
        var aged = Reinjection.choose(Reading.inspect(dropped, ""), after(2), AMPLE);
        assertThat(aged.facts()).extracting(RankedFact::fact).doesNotContain(CODE.fact());

        var promoted = after(3, Reading.says("ZX-81"), Reading.says("ZX-81"));
        var leading = Reinjection.choose(Reading.inspect(dropped, ""), promoted, AMPLE);
        assertThat(leading.facts().getFirst().fact()).isEqualTo(CODE.fact());
    }

    @Test
    void onlyTheHighestRanksAreRemembered() {
        var many = IntStream.range(0, 2 * ReinjectionHistory.MOST_ENTRIES)
                .mapToObj(i -> ranked("ORD-" + i, i))
                .toList();
        var history = ReinjectionHistory.NONE.reinjected(many);
        assertThat(history.entries()).hasSize(ReinjectionHistory.MOST_ENTRIES);
        assertThat(history.entries().getFirst().fact()).isEqualTo(many.getLast().fact());
    }

    @Test
    void aReplyThatUsesNothingChangesNothing() {
        var history = after(1);
        assertThat(history.replied(Reading.says("hello"))).isSameAs(history);
    }

    @Test
    void aRuleIsUsedWhereTheCodesItNamesAre() {
        var rule = ranked(FactKind.OBLIGATION, "Every reply must carry the code ZX-81");
        assertThat(twice(rule, Reading.calls("{\"response\":\"Dear Ana. Code: ZX-81\"}"))
                        .agedOut())
                .isEmpty();
        assertThat(twice(rule, Reading.says("Dear Ana.")).agedOut()).containsExactly(rule.fact());
    }

    @Test
    void aQuestionIsNotUsedByNamingWhatItAsksAbout() {
        var question = ranked(FactKind.OBLIGATION, "Where is ORD-4711?");
        assertThat(twice(question, Reading.says("I look for ORD-4711")).agedOut())
                .containsExactly(question.fact());
    }

    private static ReinjectionHistory twice(RankedFact fact, Message reply) {
        return ReinjectionHistory.NONE
                .reinjected(List.of(fact))
                .reinjected(List.of(fact))
                .replied(reply);
    }

    private static RankedFact ranked(FactKind kind, String text) {
        return new RankedFact(new Fact(kind, text), 1, 0, 3, new Origin(Speaker.USER, ""));
    }
}
