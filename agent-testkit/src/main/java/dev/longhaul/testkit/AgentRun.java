package dev.longhaul.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import java.util.List;

/**
 * What a session left behind. Immutable. Making one checks that the journal alone leads to the same state, so every test with
 * an {@link AgentFixture} also tests that its session could be resumed.
 *
 * @param outcome how it ended
 * @param state where it stands
 * @param journal everything that happened, in order
 */
public record AgentRun(Outcome outcome, SessionState state, List<JournalEntry> journal) {

    public AgentRun {
        journal = List.copyOf(journal);
        assertThat(SessionState.of(journal))
                .as("the state folded from the journal")
                .isEqualTo(state);
    }

    /** All events of one kind, in order. */
    public <E extends SessionEvent> List<E> events(Class<E> kind) {
        return journal.stream()
                .map(JournalEntry::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** What each tool call was answered, in the order the answers came. */
    public List<String> toolAnswers() {
        return events(SessionEvent.ToolFinished.class).stream()
                .map(finished -> finished.result().text())
                .toList();
    }
}
