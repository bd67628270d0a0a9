package dev.longhaul.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Money;
import dev.longhaul.model.ModelException;
import dev.longhaul.session.SessionEvent.AttemptFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Two threads spend a session's money, each with what the other has decided before it. */
class PurseTest {

    private final List<AttemptFailed> recorded = new ArrayList<>();
    private final Purse purse = new Purse(recorded::addAll);

    private static AttemptFailed busy(long tokens) {
        var charge = new Charge(tokens, Money.ZERO);
        return new AttemptFailed(1, ModelException.Kind.OVERLOADED, "busy", Duration.ZERO, charge, true);
    }

    @Test
    void attempts_beside_the_work_are_on_record_once_when_the_session_decides() {
        assertThat(purse.again(busy(300), charged -> true)).isTrue();
        assertThat(recorded).isEmpty();
        var known = purse.decide(() -> List.copyOf(recorded));
        purse.decide(() -> known);
        assertThat(known).containsExactly(busy(300)).isEqualTo(recorded);
    }

    @Test
    void each_is_decided_with_those_that_wait() {
        purse.again(busy(300), charged -> true);
        assertThat(purse.again(busy(200), charged -> charged.billedTokens() == 500 && charged.modelCalls() == 2))
                .isTrue();
    }

    @Test
    void one_that_none_follows_is_not_its_business() {
        assertThat(purse.again(busy(300), charged -> false)).isFalse();
        assertThat(purse.decide(() -> recorded)).isEmpty();
    }

    @Test
    void those_that_could_not_be_recorded_wait_on() {
        var isFull = new AtomicBoolean(true);
        var full = new Purse(attempts -> {
            if (isFull.get()) {
                throw new IllegalStateException("the disk is full");
            }
            recorded.addAll(attempts);
        });
        full.again(busy(300), charged -> true);
        assertThatIllegalStateException().isThrownBy(() -> full.decide(() -> "never"));
        isFull.set(false);
        assertThat(full.decide(() -> recorded)).containsExactly(busy(300));
    }

    @Test
    void nobody_decides_while_another_does() throws Exception {
        var deciding = new CountDownLatch(1);
        var decided = new CompletableFuture<Boolean>();
        var isDecided = new AtomicBoolean();
        var session = Thread.ofVirtual()
                .start(() -> purse.decide(() -> {
                    deciding.countDown();
                    isDecided.set(decided.join());
                    return isDecided;
                }));
        deciding.await();
        var cameFirst = new AtomicBoolean();
        var beside = Thread.ofPlatform().start(() -> cameFirst.set(purse.again(busy(1), charged -> !isDecided.get())));
        await().until(() -> beside.getState() == Thread.State.WAITING);
        decided.complete(true);
        session.join();
        beside.join();
        assertThat(cameFirst).isFalse();
    }
}
