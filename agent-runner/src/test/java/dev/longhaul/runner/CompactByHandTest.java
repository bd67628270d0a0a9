package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.emulator.ReceivedRequest;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.runner.PageReader.Book;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.session.Outcome;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Somebody who looks on has a session compacted, in each form, over real HTTP, far below its trigger. */
class CompactByHandTest {

    private static final int PAGES = 8;

    private final CompletableFuture<RunningSession> running = new CompletableFuture<>();
    private final Book book = new Book(PAGES, 4_000);

    /** The book, but at the fifth page the reader's friend steps in. */
    private record Interrupted(Book book, Runnable friend) implements Tool {
        @Override
        public ToolSpec spec() {
            return book.spec();
        }

        @Override
        public ToolResult call(ToolCall call, ToolContext context) {
            if (book.turned() == 4) {
                friend.run();
            }
            return book.call(call, context);
        }
    }

    private Outcome run(MessagesEmulator emulator, Compaction policy, Consumer<RunningSession> friend)
            throws InterruptedException {
        try (var runner = AgentRunner.builder()
                .model(Claude.of(ClaudeConfig.at(emulator.uri().toString())))
                .system("You read books.")
                .compaction(policy)
                .tools(new Interrupted(book, () -> friend.accept(running.join())))
                .build()) {
            running.complete(runner.start(PageReader.TASK));
            return running.join().await();
        }
    }

    private static MessagesEmulator emulator() {
        return MessagesEmulator.builder().brain(new PageReader()).start();
    }

    /** The summary's request is the sixth, so this is the first one behind it. */
    private static ReceivedRequest behind(MessagesEmulator emulator) {
        return emulator.requests().get(6);
    }

    @ParameterizedTest
    @EnumSource(value = CompactionForm.class, mode = Mode.EXCLUDE, names = "OFF")
    void theLastTurnsStayAndTheWorkGoesOnInEveryForm(CompactionForm form) throws Exception {
        try (var emulator = emulator()) {
            var outcome = run(
                    emulator,
                    Compaction.at(50_000).in(form),
                    session -> session.compact(CompactionRange.allButLast(2)));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(PAGES);
            assertThat(outcome.report().compactions().accepted()).isEqualTo(1);
            assertThat(outcome.report().ledger().compactions()).isEqualTo(1);
            assertThat(Wire.messages(behind(emulator))).hasSize(5);
            assertThat(behind(emulator).body()).contains("[page 4]", "[page 5]").doesNotContain("[page 3]");
            assertThat(behind(emulator).body()).containsOnlyOnce(PageReader.TASK);
            assertThat(emulator.requests()).allMatch(request -> request.status() == 200);
            var theirs = emulator.ledger().totals();
            assertThat(outcome.report().ledger().billed().total()).isEqualTo(theirs.totalInput() + theirs.output());
        }
    }

    @Test
    void theMiddleGoesIntoWordsBetweenWhatStays() throws Exception {
        try (var emulator = emulator()) {
            var outcome = run(
                    emulator,
                    Compaction.clientSide(50_000),
                    session -> session.compact(CompactionRange.between(1, 1), "Say what was read."));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            var messages = Wire.messages(behind(emulator));
            assertThat(messages).hasSize(5);
            assertThat(Wire.types(messages.get(2))).containsExactly("tool_result", "text");
            assertThat(messages.get(2).toString()).contains("[page 1]", "<summary>");
            assertThat(messages.get(4).toString()).contains("[page 5]");
            assertThat(behind(emulator).body()).doesNotContain("[page 2]", "[page 4]");
            assertThat(behind(emulator).body()).containsOnlyOnce(PageReader.TASK);
            assertThat(emulator.requests().get(5).body()).contains("Say what was read.");
            assertThat(emulator.requests()).allMatch(request -> request.status() == 200);
        }
    }

    @Test
    void inTheThresholdFormNoSignedBlockEverMeetsItsEdit() throws Exception {
        try (var emulator = emulator()) {
            run(emulator, Compaction.at(50_000), session -> session.compact(CompactionRange.everything()));

            assertThat(emulator.requests()).noneMatch(Wire::isSummary);
            assertThat(behind(emulator).body()).contains("compact_20260112").doesNotContain("\"signature\"");
            assertThat(Wire.betas(behind(emulator))).containsExactly("compact-2026-01-12");
        }
    }

    @Test
    void aRangeThatTheFormCannotCloseIsRefusedOnTheSpot() throws Exception {
        try (var emulator = emulator()) {
            var outcome = run(emulator, Compaction.onDemand(50_000), session -> assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.compact(CompactionRange.between(1, 1)))
                    .withMessageContaining("has to come first"));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().compactions().count()).isZero();
        }
    }

    @Test
    void aSessionThatHasEndedIsNotCompactedAnyMore() throws Exception {
        try (var emulator = emulator()) {
            run(emulator, Compaction.onDemand(50_000), session -> {});

            assertThatIllegalStateException()
                    .isThrownBy(() -> running.join().compact(CompactionRange.everything()))
                    .withMessageContaining("has ended");
        }
    }
}
