package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.budget.Limit;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The agents in docs/tools.md compile, run, and are the agents in docs/tools.md. */
class SubAgentPageTest {

    /** There is one page in it. */
    static final class Library {
        @Tool("Opens a report.")
        public String open(String name) {
            return name + ", page 1: all is well.";
        }
    }

    @Test
    void the_code_on_the_page_is_the_one_that_compiles() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "tools.md"));
        var marker = "<!-- quote: sub-agent -->\n```java\n";
        assertThat(page).contains(marker);
        int start = page.indexOf(marker) + marker.length();
        assertThat(page.substring(start, page.indexOf("```", start))).isEqualTo(region());
    }

    private static String region() throws IOException {
        var source = Files.readString(Path.of("src/test/java/dev/longhaul/runner/SubAgentExample.java"));
        int start = source.indexOf('\n', source.indexOf("// tag::sub-agent[]")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// end::sub-agent[]")) + 1;
        return source.substring(start, end).stripTrailing().stripIndent() + "\n";
    }

    @Test
    void the_example_runs_and_its_reader_gets_no_more_than_it_says() throws Exception {
        var journal = new InMemoryJournal();
        var editor = ScriptedModel.of(
                Replies.call("c1", "reader", "{\"task\":\"Is all well in report 7?\"}"), Replies.text("It is."));
        var reader = ScriptedModel.of(
                Replies.call("r1", "open", "{\"name\":\"report 7\"}"), Replies.text("All is well, page 1."));
        try (var runner = SubAgentExample.editor(editor, reader, new Library(), journal)) {
            assertThat(runner.start("p", "Compare the reports.").await()).isInstanceOf(Outcome.Completed.class);
        }
        assertThat(journal.read("p"))
                .extracting(entry -> entry.event())
                .filteredOn(SessionEvent.SubAgentStarted.class::isInstance)
                .singleElement()
                .satisfies(begun -> assertThat(
                                ((SessionEvent.SubAgentStarted) begun).carve().limits())
                        .containsEntry(Limit.BILLED_TOKENS, 200_000L));
    }
}
