package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/coding-agent.md quotes code that compiles and does what the page says. */
class CodingAgentPageTest {

    private static final Path PAGE = Path.of("..", "docs", "coding-agent.md");
    private static final Path SOURCE =
            Path.of("src", "test", "java", "dev", "longhaul", "tools", "workspace", "CodingAgentPageTest.java");

    @TempDir
    Path temporary;

    @Test
    void the_code_on_the_page_works() throws Exception {
        var project = Files.createDirectory(temporary.resolve("project"));
        var home = temporary.resolve("home");
        Files.writeString(project.resolve("AGENTS.md"), "Be brief.");
        // tag::workspace[]
        var history = FileHistory.in(home.resolve("files")); // outside of the project
        var workspace = Workspace.at(project)
                .history(history)
                .commandTimeout(Duration.ofMinutes(5))
                .denyCommands("git push", "sudo");
        var tools = workspace.tools(); // .tools(tools.toArray()) of the agent's builder
        var rules = workspace.rulesFiles().stream().map(Pin::file).toList(); // AGENTS.md, CLAUDE.md
        // end::workspace[]
        assertThat(tools).hasSize(6);
        assertThat(rules).hasSize(1);
        new Agent(workspace).callAt(6, "write_file", "path", "a.txt", "content", "text");
        // tag::restore[]
        var restoration = history.restore("s-1", 5); // undoes what calls behind event 5 changed, newest first
        // end::restore[]
        assertThat(restoration.refused()).isEmpty();
        assertThat(project.resolve("a.txt")).doesNotExist();
    }

    @Test
    void the_code_on_the_page_is_that_code() throws Exception {
        for (var name : new String[] {"workspace", "restore"}) {
            assertThat(quoted(name)).isEqualTo(region(name));
        }
    }

    @Test
    void the_page_names_every_tool_with_its_parameters() throws Exception {
        var page = Files.readString(PAGE);
        for (var tool : Workspace.at(temporary).tools()) {
            var schema = tool.spec().inputSchema().tree();
            var required = schema.path("required").toString();
            var parameters = schema.path("properties")
                    .propertyStream()
                    .map(property ->
                            property.getKey() + (required.contains("\"" + property.getKey() + "\"") ? "" : "?"))
                    .toList();
            assertThat(page).contains("`" + tool.spec().name() + "(" + String.join(", ", parameters) + ")`");
        }
    }

    private static String quoted(String name) throws IOException {
        var page = Files.readString(PAGE);
        var marker = "<!-- quote: " + name + " -->\n```java\n";
        assertThat(page).contains(marker);
        int start = page.indexOf(marker) + marker.length();
        return page.substring(start, page.indexOf("```", start));
    }

    private static String region(String name) throws IOException {
        var source = Files.readString(SOURCE);
        int start = source.indexOf('\n', source.indexOf("// tag::" + name + "[]")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// end::" + name + "[]", start)) + 1;
        return source.substring(start, end).stripTrailing().stripIndent() + "\n";
    }
}
