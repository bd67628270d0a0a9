package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.model.Json;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How calls are run, as the annotation says. */
@SuppressWarnings("unused")
class ToolPolicyTest {

    private static CallPolicy policy(Object object) {
        return Calls.only(object).policy();
    }

    private static void assertRefused(Object object, String... words) {
        assertThatThrownBy(() -> Calls.only(object))
                .isInstanceOf(ToolDefinitionException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("Fix: ");
    }

    @Test
    void without_it_the_default_holds() {
        assertThat(policy(new Object() {
                    @Tool
                    void look() {}
                }))
                .isEqualTo(CallPolicy.DEFAULT);
    }

    @Test
    void all_that_it_says_holds() {
        assertThat(policy(new Object() {
                    @Tool
                    @ToolPolicy(
                            timeout = "30s",
                            rerun = Rerun.FAIL,
                            approval = Approval.ALWAYS,
                            maxResultTokens = 500,
                            inWrapUp = true,
                            parallel = false)
                    void look() {}
                }))
                .isEqualTo(CallPolicy.DEFAULT
                        .timeout(Duration.ofSeconds(30))
                        .rerun(Rerun.FAIL)
                        .approval(Approval.ALWAYS)
                        .maxResultTokens(500)
                        .alsoInWrapUp()
                        .alone());
    }

    @ToolPolicy(rerun = Rerun.ASK, timeout = "5m")
    static class Careful {
        @Tool
        void buy() {}

        @Tool
        @ToolPolicy(timeout = "250ms")
        void look() {}
    }

    static class MoreCareful extends Careful {}

    @Test
    void that_of_a_class_holds_for_methods_that_have_none() {
        var policies = new ToolBox(AnnotatedTools.of(new Careful())).policies();
        assertThat(policies.get("buy"))
                .isEqualTo(CallPolicy.DEFAULT.rerun(Rerun.ASK).timeout(Duration.ofMinutes(5)));
        assertThat(policies.get("look")).isEqualTo(CallPolicy.DEFAULT.timeout(Duration.ofMillis(250)));
        assertThat(new ToolBox(AnnotatedTools.of(new MoreCareful())).policies()).isEqualTo(policies);
    }

    static class Till {
        @Tool
        @ToolPolicy(approvalWhen = "isMuch")
        String pay(int amount) {
            return "paid " + amount;
        }

        private boolean isMuch(ToolCall call) {
            return call.input().tree().required("amount").asInt() > 100;
        }
    }

    private static boolean needsApproval(String input) {
        return new ToolBox(AnnotatedTools.of(new Till())).needsApproval(new ToolCall("c", "pay", new Json(input)));
    }

    @Test
    void a_method_says_which_calls_need_approval() {
        assertThat(policy(new Till()).approval()).isEqualTo(Approval.WHEN);
        assertThat(needsApproval("{\"amount\":5}")).isFalse();
        assertThat(needsApproval("{\"amount\":500}")).isTrue();
    }

    @Test
    void a_method_that_cannot_say_counts_as_yes() {
        assertThat(needsApproval("{}")).isTrue();
    }

    @Test
    void a_method_that_is_not_there_is_named() {
        assertRefused(
                new Object() {
                    @Tool
                    @ToolPolicy(approvalWhen = "isMuch")
                    void pay() {}

                    boolean isMuch(String amount) {
                        return true;
                    }
                },
                "isMuch",
                "boolean isMuch(ToolCall call)");
    }

    @Test
    void a_method_that_does_not_say_yes_or_no_is_refused() {
        assertRefused(
                new Object() {
                    @Tool
                    @ToolPolicy(approvalWhen = "isMuch")
                    void pay() {}

                    String isMuch(ToolCall call) {
                        return call.id();
                    }
                },
                "isMuch returns String");
    }

    @Test
    void approval_that_does_not_say_when_or_says_it_twice_is_refused() {
        assertRefused(
                new Object() {
                    @Tool
                    @ToolPolicy(approval = Approval.WHEN)
                    void pay() {}
                },
                "does not say when");
        assertRefused(
                new Object() {
                    @Tool
                    @ToolPolicy(approval = Approval.ALWAYS, approvalWhen = "isMuch")
                    void pay() {}
                },
                "leave one of them out");
    }

    @Test
    void a_timeout_that_is_none_is_refused() {
        for (var object : new Object[] {new Soon(), new Never(), new Ages()}) {
            assertRefused(object, "@ToolPolicy");
        }
    }

    static class Soon {
        @Tool
        @ToolPolicy(timeout = "soon")
        void look() {}
    }

    static class Never {
        @Tool
        @ToolPolicy(timeout = "0s")
        void look() {}
    }

    static class Ages {
        @Tool
        @ToolPolicy(timeout = "999999999h")
        void look() {}
    }

    @Test
    void a_result_of_no_tokens_is_refused() {
        assertRefused(
                new Object() {
                    @Tool
                    @ToolPolicy(maxResultTokens = 0)
                    void look() {}
                },
                "look",
                "says nothing");
    }
}
