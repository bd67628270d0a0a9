package dev.longhaul.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Rung;
import dev.longhaul.model.Block;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.ScriptedModel;
import java.util.List;
import java.util.Objects;

/** What a run left behind. Making one checks that the journal alone leads to the same state. */
record TestRun(Outcome outcome, SessionState state, List<JournalEntry> journal, ScriptedModel model) {

    TestRun {
        assertThat(SessionState.of(journal)).isEqualTo(state);
    }

    List<ModelRequest> requests() {
        return model.requests();
    }

    /** The messages of a request, counted from 0. */
    List<Message> messages(int request) {
        return requests().get(request).messages();
    }

    /** All that the model can read in a request, in order. */
    List<Block> blocks(int request) {
        return messages(request).stream().flatMap(m -> m.content().stream()).toList();
    }

    /** Everything textual in a request, with line ends between. */
    String words(int request) {
        return String.join(
                "\n",
                blocks(request).stream()
                        .map(block -> switch (block) {
                            case Block.Text text -> text.text();
                            case Block.ToolResult result -> result.text();
                            case Block.ToolUse use -> use.name() + use.input().text();
                            case Block other -> String.valueOf(other.wire());
                        })
                        .toList());
    }

    String lastWords(int request) {
        return messages(request).getLast().text();
    }

    List<Block.ToolResult> results(int request) {
        return messages(request).getLast().blocks(Block.ToolResult.class).toList();
    }

    String summaryInstructions(int request) {
        return Objects.requireNonNullElse(threshold(request).instructions(), "");
    }

    CompactionRequest.Threshold threshold(int request) {
        return (CompactionRequest.Threshold)
                Objects.requireNonNull(requests().get(request).compaction());
    }

    <E extends SessionEvent> List<E> events(Class<E> kind) {
        return journal.stream()
                .map(JournalEntry::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    List<SessionEvent.CheckpointHeld> checkpoints() {
        return events(SessionEvent.CheckpointHeld.class);
    }

    List<Decision> decisions() {
        return checkpoints().stream().map(SessionEvent.CheckpointHeld::decision).toList();
    }

    List<Rung> rungs() {
        return checkpoints().stream().map(held -> held.finding().rung()).toList();
    }

    List<String> notes() {
        return checkpoints().stream().flatMap(held -> held.notes().stream()).toList();
    }
}
