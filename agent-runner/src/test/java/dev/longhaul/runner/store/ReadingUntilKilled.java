package dev.longhaul.runner.store;

import dev.longhaul.runner.Reading;
import java.nio.file.Path;

/** A process whose agent has reports read by sub-agents. It prints the key of each page that is turned. */
final class ReadingUntilKilled {

    static final int READERS = 4;

    private ReadingUntilKilled() {}

    public static void main(String[] arguments) throws InterruptedException {
        var editor = Reading.editor(READERS, context -> System.out.println(context.idempotencyKey()));
        try (var store = SessionStore.open(AgentHome.at(Path.of(arguments[0])));
                var runner = editor.journal(store).build()) {
            runner.start("p", "Have the reports read.").await();
        }
    }
}
