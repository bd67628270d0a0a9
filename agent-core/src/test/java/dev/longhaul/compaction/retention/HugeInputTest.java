package dev.longhaul.compaction.retention;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Megabytes in one line, and texts against the scanner: the whole inspection ends. The timeouts only catch a blow-up. */
@Timeout(value = 60, unit = SECONDS)
class HugeInputTest {

    private static final int MEGABYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "/",
                "a.a.a.",
                "must ",
                "you must not fail ",
                "<restored-facts>\n- x\n",
                "<pinned name=\"",
                "{\"a\":\""
            })
    void aMegabyteOfAnythingIsInspected(String pattern) {
        var text = pattern.repeat(MEGABYTE / pattern.length());
        var dropped = List.of(Reading.user(text), Reading.calls(text), Reading.result(text));
        assertThat(Reading.inspect(dropped, text).score()).isBetween(0.0, 1.0);
    }

    @Test
    void aFactIsFoundInTheMiddleOfOneHugeLine() {
        var line = "lorem ipsum ".repeat(100_000) + "see ORD-4711 " + "dolor sit ".repeat(100_000);
        var retention = Reading.inspect(List.of(Reading.result(line)), "none");
        assertThat(Reading.lost(retention)).containsExactly(new Fact(FactKind.IDENTIFIER, "ORD-4711"));
        assertThat(Reading.inspect(List.of(Reading.user("ORD-4711")), line).lost())
                .isEmpty();
    }

    @Test
    void aSentenceWithoutEndIsCutAtAWord() {
        var line = "we " + "really ".repeat(100) + "must go " + "on ".repeat(200_000);
        var obligation = Reading.texts(FactKind.OBLIGATION, line).getFirst();
        assertThat(obligation).contains("must go").hasSizeLessThanOrEqualTo(300);
        assertThat(line).contains(" " + obligation + " ");
    }
}
