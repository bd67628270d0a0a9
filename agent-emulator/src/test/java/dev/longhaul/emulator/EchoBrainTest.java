package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The brain for trying a client by hand. */
class EchoBrainTest {

    private final EchoBrain brain = new EchoBrain();

    @Test
    void itCallsAToolThatIsOfferedAndAskedFor() {
        Answer answer = brain.answer(context("Please call look {\"at\": {\"x\": 1}}\nand call look {}", true, "look"));
        assertThat(answer)
                .isEqualTo(Answer.calls(
                        null,
                        List.of(
                                new Answer.Call("look", object("{'at': {'x': 1}}")),
                                new Answer.Call("look", object("{}")))));
    }

    @Test
    void itCallsNothingElse() {
        assertThat(brain.answer(context("call jump {}", true, "look")).stopReason())
                .isEqualTo("end_turn");
        assertThat(brain.answer(context("call look {}", false, "look")).stopReason())
                .isEqualTo("end_turn");
        assertThat(brain.answer(context("call look {not json}", true, "look")).stopReason())
                .isEqualTo("end_turn");
    }

    @Test
    void itSaysThatItIsAnEmulatorAndWhatItSees() {
        Answer answer = brain.answer(context("Good morning. How are you?", true, "look"));
        assertThat(answer.content().getFirst().path("text").asText())
                .isEqualTo(
                        "I am an emulator. I see 1 message(s) and 1 tool(s). The last message starts: Good morning.");
    }

    @Test
    void itsSummaryKeepsFirstSentencesOnly() {
        assertThat(brain.summarise(context("The code is 17. Keep it secret.", false), null))
                .isEqualTo("user: The code is 17.");
    }

    private static VisibleContext context(String text, boolean toolsAllowed, String... tools) {
        VisibleMessage message = new VisibleMessage("user", List.of(new VisibleBlock.Text(text)));
        List<VisibleTool> offered = List.of(tools).stream()
                .map(name -> new VisibleTool(name, "", object("{'type': 'object'}")))
                .toList();
        return new VisibleContext("", List.of(message), offered, toolsAllowed, 1000);
    }
}
