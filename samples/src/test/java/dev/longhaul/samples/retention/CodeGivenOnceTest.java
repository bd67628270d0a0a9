package dev.longhaul.samples.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.samples.support.DemoData;
import dev.longhaul.testkit.Seeded;
import org.junit.jupiter.api.Test;

/** A code given once, in the first of 60 tickets, is in every reply, through six compactions and more; without the inspector it is not. */
class CodeGivenOnceTest {

    private static final int TICKETS = 60;
    private static final double RECALL = 0.5;

    @Test
    void atTheProvidersTrigger() throws InterruptedException {
        proves(Trial.of(1, TICKETS, RECALL));
    }

    @Seeded(2)
    void onDemandInASmallContext(long seed) throws InterruptedException {
        var knowledge = new DemoData(seed).knowledge(8_000, 11_000);
        proves(new Trial(seed, TICKETS, RECALL, Compaction.onDemand(20_000), knowledge));
    }

    private static void proves(Trial trial) throws InterruptedException {
        var with = trial.run(true);
        assertThat(with.replies()).isEqualTo(TICKETS);
        assertThat(with.carrying()).isEqualTo(TICKETS);
        assertThat(with.compactions()).isGreaterThanOrEqualTo(6);
        assertThat(with.reinjectedTokens()).isPositive();

        var without = trial.run(false);
        assertThat(without.replies()).isEqualTo(TICKETS);
        assertThat(without.carrying()).isBetween(1, TICKETS - 1);
        assertThat(without.compactions()).isGreaterThanOrEqualTo(6);
        assertThat(without.reinjectedTokens()).isZero();
    }

    @Test
    void aSummaryThatKeepsEverythingNeedsNoInspector() throws InterruptedException {
        var knowledge = new DemoData(1).knowledge(8_000, 11_000);
        var shift = new Trial(1, TICKETS, 1, Compaction.onDemand(20_000), knowledge).run(false);
        assertThat(shift.share()).isEqualTo(1);
    }
}
