package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.compaction.retention.Inspection;
import dev.longhaul.model.Message;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words that stand where no summary could be had. */
class StandInTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theyHoldNoFactOfTheirOwnThatTheNextBoundaryWouldCarryOn(boolean hasFacts) {
        var context = List.of(Message.user(List.of(StandIn.extract(hasFacts))));
        assertThat(new FactInspector().inspect(new Inspection(context, "")).lost())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theyAreABoundaryInWords(boolean hasFacts) {
        assertThat(StandIn.extract(hasFacts).isBoundary()).isTrue();
        assertThat(StandIn.extract(hasFacts).wire()).isNull();
        assertThat(StandIn.extract(hasFacts).summary()).contains("No summary");
    }
}
