package dev.longhaul.runner.store;

import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.session.Outcome;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.testkit.EventSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/durability.md and docs/journal-format.md say what is so. */
class DurabilityPagesTest {

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", name));
    }

    private static String codeBehind(String page, String marker) {
        assertThat(page).contains(marker);
        int start = page.indexOf(marker) + marker.length();
        return page.substring(start, page.indexOf("```", start));
    }

    @Test
    void the_example_runs(@TempDir Path folder) throws Exception {
        var outcome =
                DurabilityExample.run(ScriptedModel.of(text("Done.")), Map.of(AgentHome.VARIABLE, folder.toString()));
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        try (var store = SessionStore.open(AgentHome.at(folder))) {
            assertThat(store.list()).hasSize(1);
        }
    }

    @Test
    void the_session_of_the_example_is_gone_on_with(@TempDir Path folder) throws Exception {
        try (var store = SessionStore.open(AgentHome.at(folder))) {
            Journals.write(store, "s", List.of(Journals.entry(1, Journals.started("s", "Look around."))));
            var outcome = DurabilityExample.goOn(ScriptedModel.of(text("Done.")), store, "s");
            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "resume"})
    void the_examples_on_the_page_are_those_that_run(String name) throws IOException {
        var source = Files.readString(Path.of("src/test/java/dev/longhaul/runner/store/DurabilityExample.java"));
        int start = source.indexOf('\n', source.indexOf("// tag::" + name + "[]")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// end::" + name + "[]")) + 1;
        assertThat(codeBehind(page("durability.md"), "<!-- quote: " + name + " -->\n```java\n"))
                .isEqualTo(source.substring(start, end).stripTrailing().stripIndent() + "\n");
    }

    @Test
    void the_event_on_the_page_is_one_that_is_written() throws IOException {
        var codec = new EventCodec(Redactor.none());
        assertThat(EventSamples.all().stream()
                        .map(event -> new String(codec.encode(event), StandardCharsets.UTF_8) + "\n"))
                .contains(codeBehind(page("journal-format.md"), "its members in this order:\n\n```json\n"));
    }

    @Test
    void every_event_has_a_row_on_the_page() throws IOException {
        var rows = page("journal-format.md");
        assertThat(Arrays.stream(EventType.values())
                        .map(type -> "| `" + type.word() + "` | `" + type.kind().getSimpleName() + "` |"))
                .allSatisfy(row -> assertThat(rows).contains(row));
    }

    @Test
    void the_numbers_on_the_pages_are_those_of_the_code() throws IOException {
        assertThat(page("journal-format.md"))
                .contains("Version " + EventCodec.VERSION + ".")
                .contains("%,d bytes".formatted(BlobFolder.LARGEST_IN_ROW));
        assertThat(page("durability.md")).contains(SessionStore.LEASE_TIME.toSeconds() + " seconds of silence");
    }
}
