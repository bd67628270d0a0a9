package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pins stand for when a boundary comes. */
class PinReaderTest {

    private static final Path RULES = Path.of("RULES.md");

    /** Opening, a call, its result, a word of the model, a word of the user. */
    private static final List<Message> HISTORY = List.of(
            Message.user("Do the work."),
            Message.assistant(List.of(new Block.ToolUse("a", "look", new Json("{\"at\":1}")))),
            Message.user(List.of(new Block.ToolResult("a", "green", false), new Block.ToolResult("b", "gone", true))),
            Message.assistant(List.of(new Block.Thinking(new Json("{}")), new Block.Text("It is green."))),
            Message.user("And now?"));

    private static String read(PinReader.Files files, Pin pin) {
        var read = new PinReader(files).read(List.of(pin), "Do the work.", HISTORY);
        assertThat(read).hasSize(1);
        return read.getFirst().body();
    }

    private static String read(Pin pin) {
        return read(path -> "Be kind.", pin);
    }

    @Test
    void theTaskIsTheTask() {
        assertThat(read(Pin.task())).isEqualTo("Do the work.");
    }

    @Test
    void wordsAreThemselves() {
        assertThat(read(Pin.text("rules", "Be brief."))).isEqualTo("Be brief.");
    }

    @Test
    void aFileIsItsContent() {
        assertThat(read(Pin.file(RULES))).isEqualTo("Be kind.");
    }

    @Test
    void aFileThatIsGoneSaysSo() {
        var text = read(
                path -> {
                    throw new IOException("no such file");
                },
                Pin.file(RULES));
        assertThat(text)
                .contains("RULES.md")
                .contains("cannot be read any more")
                .contains("no such file");
    }

    @Test
    void anEmptyFileSaysSo() {
        assertThat(read(path -> " \n", Pin.file(RULES))).contains("RULES.md is empty");
    }

    @Test
    void aFileThatIsNotThereAnyMoreIsGone() {
        var text = read(
                path -> {
                    throw new NoSuchFileException("RULES.md");
                },
                Pin.file(RULES));
        assertThat(text).isEqualTo("(the file RULES.md is gone: it cannot be read any more)");
    }

    @Test
    void aSourceThatThrowsAnythingBecomesANote() {
        var text = read(
                path -> {
                    throw new SecurityException("not yours");
                },
                Pin.file(RULES));
        assertThat(text).contains("RULES.md").contains("not yours");
    }

    @Test
    void aLongFileIsCutAtALineEndAndSaysWhatIsMissing() {
        var pinned = readFile("first line\nsecond line\nthird line\n", 25);
        assertThat(pinned.text()).isEqualTo("first line\nsecond line\n");
        assertThat(pinned.note())
                .contains("first 23 characters")
                .contains("the file RULES.md")
                .contains("11 bytes more")
                .contains("read them there");
    }

    @Test
    void aFileThatJustFitsIsWhole() {
        assertThat(readFile("12345\n", 6)).isEqualTo(new PinnedText("RULES.md", "12345\n"));
    }

    @Test
    void aLineLongerThanTheCapIsCutBetweenCharacters() {
        var pinned = readFile("\uD83D\uDE00".repeat(4), 5);
        assertThat(pinned.text()).isEqualTo("\uD83D\uDE00".repeat(2));
        assertThat(pinned.note()).contains("8 bytes more");
    }

    private static PinnedText readFile(String content, int mostChars) {
        return new PinReader(path -> content)
                .read(List.of(Pin.file(RULES, mostChars)), "", List.of())
                .getFirst();
    }

    @Test
    void theTodoListIsShownOnceThereIsOne() {
        assertThat(readFrom(new PinSources("", List.of(), "", Map.of()), Pin.todo()))
                .isEmpty();
        assertThat(readFrom(new PinSources("", List.of(), "- [ ] look", Map.of()), Pin.todo()))
                .containsExactly(new PinnedText("todo", "- [ ] look"));
    }

    @Test
    void aStateIsWhatWasSaidOfIt() {
        var queue = new PinnedText("queue", "3 wait", "(old)");
        var sources = new PinSources("", List.of(), "", Map.of("queue", queue));
        assertThat(readFrom(sources, Pin.of("queue", () -> "unasked"))).containsExactly(queue);
        assertThat(readFrom(sources, Pin.of("stock", () -> "unasked"))).isEmpty();
    }

    private static List<PinnedText> readFrom(PinSources sources, Pin pin) {
        return new PinReader(path -> "").read(List.of(pin), sources);
    }

    @Test
    void theLastTurnIsFromTheModelsLastWordOn() {
        assertThat(read(Pin.recentTurns(1)).lines()).containsExactly("you: It is green.", "user: And now?");
    }

    @Test
    void moreTurnsShowCallsAndWhatCameOfThem() {
        assertThat(read(Pin.recentTurns(2)).lines())
                .startsWith("you called look {\"at\":1}", "it answered: green", "it failed: gone")
                .hasSize(5);
    }

    @Test
    void thinkingIsNotQuoted() {
        assertThat(read(Pin.recentTurns(9))).doesNotContain("{}");
    }

    @Test
    void longWordsAreCutAndSayHowLongTheyWere() {
        var history = List.of(Message.assistant(List.of(new Block.Text("x".repeat(5_000)))));
        var read = new PinReader(path -> "").read(List.of(Pin.recentTurns(1)), "", history);
        assertThat(read.getFirst().text()).hasSizeLessThan(2_100).contains("5000 characters in all");
    }

    @Test
    void aPinWithNothingToSayIsLeftOut() {
        var read = new PinReader(path -> "").read(List.of(Pin.recentTurns(2), Pin.task()), "Do the work.", List.of());
        assertThat(read).extracting(PinnedText::name).containsExactly("task");
    }

    @Test
    void pinsKeepTheirOrder() {
        var pins = List.of(Pin.text("b", "2"), Pin.task(), Pin.text("a", "1"));
        assertThat(new PinReader(path -> "").read(pins, "Do the work.", HISTORY))
                .extracting(PinnedText::name)
                .containsExactly("b", "task", "a");
    }

    @Test
    void theContinuationHasEachOnceInOrder() {
        var text = Continuation.text(List.of(new PinnedText("task", "Do it."), new PinnedText("rules", "Kindly.")));
        assertThat(text)
                .containsOnlyOnce("<pinned name=\"task\">\nDo it.\n</pinned>")
                .containsSubsequence("compacted", "pinned:", "Do it.", "Kindly.");
    }

    @Test
    void withoutPinsTheContinuationSpeaksOfNone() {
        assertThat(Continuation.text(List.of())).contains("compacted").doesNotContain("pinned");
    }

    @Test
    void aPinWithoutContentIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pin.text("rules", " "))
                .withMessageContaining("rules");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pin.recentTurns(0))
                .withMessageContaining("0 turns");
    }
}
