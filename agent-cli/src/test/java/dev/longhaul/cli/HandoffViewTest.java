package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.session.Handoff;
import dev.longhaul.session.Handoff.UnfinishedCall;
import dev.longhaul.tool.TodoList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A person sees in a few lines what is left to do. */
class HandoffViewTest {

    private static List<String> lines(Handoff handoff) {
        return new HandoffView(handoff).lines();
    }

    @Test
    void whatIsLeftIsNamedLineByLine() {
        var handoff = new Handoff(
                "A summary.",
                List.of(
                        new TodoList.Item("call the smith", TodoList.Status.IN_PROGRESS),
                        new TodoList.Item("pay him", TodoList.Status.PENDING)),
                List.of(new UnfinishedCall("look", "{\"at\": 1}")),
                List.of("And the gate?"),
                "The session was stopped.\nLook first.",
                false);
        assertThat(lines(handoff))
                .containsExactly(
                        "open           call the smith (begun)",
                        "               pay him",
                        "no result      look {\"at\": 1}",
                        "unread         And the gate?",
                        "next           The session was stopped.",
                        "               Look first.");
    }

    @Test
    void whereNothingIsLeftNothingIsSaidAndTheLastWordIsNotSaidTwice() {
        assertThat(lines(Handoff.NOTHING)).isEmpty();
        assertThat(lines(new Handoff("", List.of(), List.of(), List.of(), "Bye.", true)))
                .isEmpty();
    }

    @Test
    void muchIsCutShortAndCannotDriveTheTerminal() {
        var many = IntStream.range(0, 9)
                .mapToObj(i -> "\u001b[2Jmessage\n" + i + " ".repeat(9) + "x".repeat(300))
                .toList();
        var lines = lines(new Handoff("", List.of(), List.of(), many, "", true));
        assertThat(lines).hasSize(6).last().asString().contains("and 4 more");
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(line).doesNotContain("\u001b", "\n").hasSizeLessThan(200));
    }
}
