package dev.longhaul.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallPolicyTest {

    @Test
    void a_call_runs_beside_others_again_after_a_crash_without_asking_and_not_in_a_wrap_up() {
        var policy = CallPolicy.DEFAULT;

        assertThat(policy.parallel()).isTrue();
        assertThat(policy.rerun()).isEqualTo(Rerun.RERUN);
        assertThat(policy.approval()).isEqualTo(Approval.NEVER);
        assertThat(policy.inWrapUp()).isFalse();
    }

    @Test
    void each_rule_changes_alone() {
        var policy = CallPolicy.DEFAULT
                .timeout(Duration.ofSeconds(5))
                .rerun(Rerun.ASK)
                .alsoInWrapUp()
                .alone();

        assertThat(policy)
                .isEqualTo(new CallPolicy(
                        java.util.Optional.of(Duration.ofSeconds(5)),
                        Rerun.ASK,
                        Approval.NEVER,
                        CallPolicy.DEFAULT_MAX_RESULT_TOKENS,
                        true,
                        false));
    }

    @Test
    void a_rule_that_lets_nothing_run_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CallPolicy.DEFAULT.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> CallPolicy.DEFAULT.maxResultTokens(0));
    }

    @Test
    void a_timeout_that_nobody_lives_to_see_is_refused() {
        assertThat(CallPolicy.DEFAULT.timeout(Duration.ofDays(366)).timeout()).hasValue(Duration.ofDays(366));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallPolicy.DEFAULT.timeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageContaining("at most 366 days, or leave it out");
    }
}
