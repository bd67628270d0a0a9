package dev.longhaul.runner;

import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Model;
import dev.longhaul.session.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;

/** What the README shows, between the two marks. */
final class ReadmeExample {

    private ReadmeExample() {}

    // begin
    /** Any object with annotated methods is a set of tools. */
    record TicketTools(Queue<String> queue) {
        @Tool("The next ticket, or a note that the queue is empty.")
        String nextTicket() {
            return Objects.requireNonNullElse(queue.poll(), "The queue is empty.");
        }
    }

    static Outcome workThrough(Queue<String> queue, Model model) throws InterruptedException {
        try (var runner = AgentRunner.builder()
                .model(model) // Claude.fromEnvironment()
                .system("You resolve support tickets.")
                .tools(new TicketTools(queue))
                .compaction(Compaction.at(75_000).instructions("Keep ticket ids and promises made."))
                .pin(Pin.text("tone", "Be kind, and promise nothing."), Pin.recentTurns(2))
                .budget(Budget.totalTokens(3_000_000)
                        .within(Duration.ofHours(4))
                        .wrapUpAt(0.9))
                .onCheckpoint(checkpoint -> checkpoint.retention().score() < 0.7
                        ? Decision.resummarise("Keep file paths and error messages.")
                        : Decision.accept())
                .build()) {
            return runner.start("Work through the queue until it is empty.").await();
        }
    }
    // end
}
