package dev.longhaul.samples.retention;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.samples.support.DemoData;
import dev.longhaul.samples.support.DeskDatabase;
import dev.longhaul.samples.support.Knowledge;
import dev.longhaul.samples.support.Recall;
import dev.longhaul.samples.support.SupportAgent;
import dev.longhaul.samples.support.SupportBrain;
import dev.longhaul.samples.support.SupportDesk;
import dev.longhaul.samples.support.SupportTools;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.Outcome;

/**
 * A shift at the support desk on the emulator, over HTTP: the first ticket asks once for a code in every reply, and each
 * summary forgets it by chance. Two shifts of one trial differ in the inspector and in nothing else; the task is pinned in
 * both. Immutable, thread-safe.
 *
 * @param seed makes tickets, articles, code and what summaries forget
 * @param tickets how many wait in the queue, at least 1
 * @param recall the share of what is exact that each summary keeps, from 0 to 1
 * @param compaction when to compact, and in which form
 * @param knowledge what the desk can look up
 */
public record Trial(long seed, int tickets, double recall, Compaction compaction, Knowledge knowledge) {

    /** What the emulator counts as one token. */
    static final double CHARS_PER_TOKEN = 3.5;

    /** The trial of the issue: articles of 20,000 to 27,000 characters, compacted by the provider at its smallest trigger. */
    public static Trial of(long seed, int tickets, double recall) {
        return new Trial(
                seed, tickets, recall, Compaction.at(Compaction.MINIMUM_TRIGGER), new DemoData(seed).knowledge());
    }

    /**
     * Works the shift to its end.
     *
     * @throws IllegalStateException if the session did not complete, with what it said
     * @throws InterruptedException if this thread was interrupted; the session was cancelled then
     */
    public ShiftReport run(boolean inspected) throws InterruptedException {
        var queue = CodeOnce.of(seed, tickets);
        var journal = new InMemoryJournal();
        var brain = new SupportBrain(new Recall(recall, seed));
        try (var database = DeskDatabase.inMemory(queue.tickets(), knowledge);
                var emulator = MessagesEmulator.builder()
                        .brain(brain)
                        .charsPerToken(CHARS_PER_TOKEN)
                        .start();
                var runner = runner(emulator, database.desk(), journal, inspected)) {
            var session = runner.start(SupportAgent.TASK);
            var outcome = session.await();
            if (!(outcome instanceof Outcome.Completed)) {
                throw new IllegalStateException("the shift of seed " + seed + " did not complete: " + outcome);
            }
            return ShiftReport.of(
                    queue.code(), database.desk().processed(), outcome.report(), journal.read(session.id()));
        }
    }

    private AgentRunner runner(
            MessagesEmulator emulator, SupportDesk desk, InMemoryJournal journal, boolean inspected) {
        SummaryInspector none = inspection -> Retention.NOTHING;
        return AgentRunner.builder()
                .model(Claude.of(ClaudeConfig.at(emulator.uri().toString()).withModel("simulated")))
                .system(SupportAgent.SYSTEM)
                .tools(new SupportTools(desk))
                .compaction(compaction)
                .inspector(inspected ? new FactInspector() : none)
                .journal(journal)
                .build();
    }
}
