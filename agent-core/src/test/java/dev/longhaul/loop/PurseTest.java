package dev.longhaul.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Money;
import dev.longhaul.model.ModelException;
import dev.longhaul.session.SessionEvent.AttemptFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Two threads spend a session's money, each with what the other has decided before it. */
class PurseTest {

    private final Purse purse = new Purse();

    private static AttemptFailed lost(long tokens) {
        var charge = new Charge(tokens, Money.ZERO);
        return new AttemptFailed(1, ModelException.Kind.LOST, "gone", Duration.ZERO, charge, true);
    }

    private long known() {
        return purse.decide(Amounts::billedTokens);
    }

    @Test
    void an_attempt_that_another_follows_is_known_to_whoever_decides_next() {
        assertThat(purse.again(lost(300), charged -> true)).isTrue();
        assertThat(known()).isEqualTo(300);
        assertThat(purse.again(lost(200), charged -> charged.billedTokens() == 500 && charged.modelCalls() == 2))
                .isTrue();
        assertThat(known()).isEqualTo(500);
    }

    @Test
    void one_that_none_follows_is_not_its_business() {
        assertThat(purse.again(lost(300), charged -> false)).isFalse();
        assertThat(known()).isZero();
    }

    @Test
    void attempts_are_handed_out_once() {
        purse.again(lost(300), charged -> true);
        var recorded = new ArrayList<AttemptFailed>();
        purse.record(recorded::addAll);
        purse.record(recorded::addAll);
        assertThat(recorded).containsExactly(lost(300));
        assertThat(known()).isZero();
    }

    @Test
    void those_that_could_not_be_recorded_are_kept() {
        purse.again(lost(300), charged -> true);
        try {
            purse.record(attempts -> {
                throw new IllegalStateException("the disk is full");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("the disk is full");
        }
        assertThat(known()).isEqualTo(300);
    }

    @Test
    void nobody_decides_while_another_does() throws Exception {
        var deciding = new CountDownLatch(1);
        var decided = new CompletableFuture<Boolean>();
        var isDecided = new AtomicBoolean();
        var session = Thread.ofVirtual()
                .start(() -> purse.decide(lost -> {
                    deciding.countDown();
                    isDecided.set(decided.join());
                    return lost;
                }));
        deciding.await();
        var beside = Thread.ofPlatform().start(() -> purse.again(lost(1), charged -> !isDecided.get()));
        await().until(() -> beside.getState() == Thread.State.WAITING);
        decided.complete(true);
        session.join();
        beside.join();
        assertThat(known()).as("charged to one that came first").isZero();
    }
}
