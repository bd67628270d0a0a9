package dev.longhaul.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longhaul.testkit.Seeded;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of what is exact survives a summary of the simulated model. */
class RecallTest {

    private static final int MANY = 20_000;

    private static final Seen SEEN = Seen.task()
            .user("Please put reference RX-7F3K-2291 in every reply.")
            .workedUpTo(Step.DRAFT);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.95, 1})
    void theShareIsKeptOfManyFactsAtOneSummaryAndOfOneFactAtManySummaries(double share) {
        var recall = new Recall(share, 7);
        long facts = IntStream.range(0, MANY)
                .filter(i -> recall.keeps("ORD-" + i, 3))
                .count();
        long summaries = IntStream.range(0, MANY)
                .filter(done -> recall.keeps("RX-7F3K-2291", done))
                .count();
        assertThat(facts / (double) MANY).isCloseTo(share, within(0.02));
        assertThat(summaries / (double) MANY).isCloseTo(share, within(0.02));
    }

    @Seeded(20)
    void theSameSeedForgetsTheSame(long seed) {
        var brain = new SupportBrain(new Recall(0.5, seed));
        assertThat(brain.summarise(SEEN.context(), null))
                .isEqualTo(new SupportBrain(new Recall(0.5, seed)).summarise(SEEN.context(), null));
    }

    @Test
    void theWishAndTheFactsOfTheTicketAtHandAreWhatThereIsToKeep() {
        assertThat(new SupportBrain(new Recall(1, 1)).summarise(SEEN.context(), null))
                .contains("Exact facts of the ticket at hand: $49.99, ORD-123456")
                .contains("Wanted in every reply: the reference RX-7F3K-2291");
        assertThat(new SupportBrain().summarise(SEEN.context(), null)).doesNotContain("RX-7F3K-2291", "ORD-123456");
    }

    @Test
    void whatOneSummaryLeftOutTheNextCannotBringBack() {
        var forgetful = new SupportBrain(new Recall(0, 1)).summarise(SEEN.context(), null);
        var next = new Seen().summary(forgetful).user("Continue the work.");
        assertThat(new SupportBrain(new Recall(1, 1)).summarise(next.context(), null))
                .doesNotContain("RX-7F3K-2291");
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new Recall(1.1, 0)).hasMessageContaining("1.1").hasMessageContaining("0 to 1");
    }
}
