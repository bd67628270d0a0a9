package dev.longhaul.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults as text, for the command line. */
class FaultTextTest {

    @Test
    void entriesNameARequestAndAFault() {
        FaultPlan plan = FaultPlan.parse(List.of("3:529", "4:529:retry-after=1", "5:null-summary", "5:delay=20"));
        assertThat(plan.at(3)).containsExactly(Fault.status(529));
        assertThat(plan.at(4)).containsExactly(Fault.status(529, 1));
        assertThat(plan.at(5)).containsExactly(Fault.nullSummary(), Fault.delay(Duration.ofMillis(20)));
        assertThat(plan.at(6)).isEmpty();
    }

    @Test
    void alwaysIsEveryRequest() {
        assertThat(FaultPlan.parse(List.of("always:ineffective-summary")).at(999))
                .containsExactly(Fault.ineffectiveSummary());
    }

    @Test
    void compactionsAreCountedOnTheirOwn() {
        FaultPlan plan = FaultPlan.parse(List.of("compaction-2:null-summary"));
        assertThat(plan.atCompaction(2)).containsExactly(Fault.nullSummary());
        assertThat(plan.at(2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spend-cap",
                "plain-413",
                "null-summary",
                "ineffective-summary",
                "unknown-block",
                "unknown-fields",
                "encrypted-content",
                "refusal",
                "max-tokens",
                "missing-cache-fields",
                "no-iterations",
                "hang-up",
                "truncated-body",
                "stream-error",
                "stop-reason=word",
                "503",
                "larger-summary",
                "empty-summary=tool_use",
                "error-code=compaction_too_many_tool_references",
                "compaction-unavailable",
                "compaction-unavailable:retry-after=3"
            })
    void everyFaultHasAName(String name) {
        assertThat(FaultPlan.parse(List.of("1:" + name)).at(1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "529",
                "0:529",
                "compaction-0:529",
                "compaction:529",
                "1:200",
                "1:null",
                "sometimes:529",
                "1:529:retry-after=soon",
                "1:delay=-1"
            })
    void aBadEntryIsNamedTogetherWithAllThatIsAccepted(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.parse(List.of("1:529", entry)))
                .withMessageContaining("'" + entry + "'")
                .withMessageContaining("always")
                .withMessageContaining("delay=MILLISECONDS")
                .withMessageContaining("null-summary, plain-413, refusal");
    }
}
