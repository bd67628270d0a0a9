package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the workspace promises of its tools before one is called. */
class WorkspaceTest {

    @TempDir
    Path temporary;

    private Workspace workspace() {
        return Workspace.at(temporary);
    }

    private static CallPolicy policy(Workspace workspace, String tool) {
        return new Agent(workspace).tool(tool).policy();
    }

    private List<String> required(String tool) {
        var schema = new Agent(workspace()).tool(tool).spec().inputSchema().tree();
        return schema.path("required").valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void the_tools_have_the_names_of_the_contract_and_their_order_is_fixed() {
        assertThat(workspace().tools())
                .extracting(tool -> tool.spec().name())
                .containsExactly("edit_file", "list_files", "read_file", "run_command", "search_files", "write_file");
    }

    @Test
    void only_what_the_contract_names_must_be_given() {
        assertThat(required("list_files")).isEmpty();
        assertThat(required("read_file")).containsExactly("path");
        assertThat(required("write_file")).containsExactly("path", "content");
        assertThat(required("edit_file")).containsExactly("path", "old_text", "new_text");
        assertThat(required("search_files")).containsExactly("pattern");
        assertThat(required("run_command")).containsExactly("command");
    }

    @Test
    void what_changes_something_needs_approval_and_runs_alone() {
        for (var tool : List.of("write_file", "edit_file", "run_command")) {
            assertThat(policy(workspace(), tool).approval()).isEqualTo(Approval.ALWAYS);
            assertThat(policy(workspace(), tool).parallel()).isFalse();
        }
    }

    @Test
    void what_only_looks_needs_no_approval_and_runs_beside_others() {
        for (var tool : List.of("list_files", "read_file", "search_files")) {
            assertThat(policy(workspace(), tool).approval()).isEqualTo(Approval.NEVER);
            assertThat(policy(workspace(), tool).parallel()).isTrue();
        }
    }

    @Test
    void without_approval_nothing_needs_it() {
        assertThat(workspace().withoutApproval().tools())
                .extracting(tool -> tool.policy().approval())
                .containsOnly(Approval.NEVER);
    }

    @Test
    void a_command_is_not_run_again_after_a_crash_and_an_edit_only_if_the_history_knows_it() {
        var remembering = workspace().history(FileHistory.in(temporary.resolveSibling("history-of-policies")));

        assertThat(policy(workspace(), "run_command").rerun()).isEqualTo(Rerun.FAIL);
        assertThat(policy(workspace(), "edit_file").rerun()).isEqualTo(Rerun.FAIL);
        assertThat(policy(remembering, "edit_file").rerun()).isEqualTo(Rerun.RERUN);
        assertThat(policy(workspace(), "write_file").rerun()).isEqualTo(Rerun.RERUN);
        assertThat(policy(remembering, "run_command").rerun()).isEqualTo(Rerun.FAIL);
    }

    @Test
    void a_command_has_time_to_be_ended_before_its_call_is() {
        assertThat(policy(workspace(), "run_command").timeout()).contains(Duration.ofSeconds(630));
        assertThat(policy(workspace().commandTimeout(Duration.ofHours(1)), "run_command")
                        .timeout())
                .contains(Duration.ofSeconds(3_630));
    }

    @Test
    void a_root_that_is_no_folder_or_all_there_is_is_refused() throws Exception {
        var file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> Workspace.at(temporary.resolve("none"))).hasMessageContaining("make the folder first");
        assertThatThrownBy(() -> Workspace.at(file)).hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> Workspace.at(Path.of("/"))).hasMessageContaining("is not a folder below another");
    }

    @Test
    void a_history_within_reach_of_the_agent_is_refused() {
        var history = FileHistory.in(temporary.resolve("history"));

        assertThatThrownBy(() -> workspace().history(history)).hasMessageContaining("give a folder outside of it");
    }

    @Test
    void limits_that_let_nothing_through_are_refused() {
        assertThatThrownBy(() -> workspace().commandTimeout(Duration.ZERO)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> workspace().searchTimeout(Duration.ZERO)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> workspace().commandOutput(10)).hasMessageContaining("1000 or more");
        assertThatThrownBy(() -> workspace().commandProcesses(0)).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> workspace().commandFileSize(0)).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> workspace().allowCommands(" ")).hasMessageContaining("is empty");
    }

    @Test
    void the_rules_files_are_found_each_once() throws Exception {
        assertThat(workspace().rulesFiles()).isEmpty();

        var agents = Files.writeString(temporary.resolve("AGENTS.md"), "Be brief.");
        Files.createSymbolicLink(temporary.resolve("CLAUDE.md"), Path.of("AGENTS.md"));

        assertThat(workspace().rulesFiles()).containsExactly(agents.toRealPath());
    }

    @Test
    void a_root_reached_by_a_link_is_the_folder_itself() throws Exception {
        var link =
                Files.createSymbolicLink(temporary.resolve("link"), Files.createDirectory(temporary.resolve("real")));
        var agent = new Agent(Workspace.at(link));

        agent.write(temporary.toRealPath().resolve("real/a.txt").toString(), "text");

        assertThat(temporary.resolve("real/a.txt")).hasContent("text");
    }
}
