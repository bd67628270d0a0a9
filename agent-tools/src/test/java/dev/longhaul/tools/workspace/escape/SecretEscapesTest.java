package dev.longhaul.tools.workspace.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.tools.workspace.Agent;
import dev.longhaul.tools.workspace.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent's own process knows does not reach its commands, nor the model by way of the tools. */
@Timeout(20)
class SecretEscapesTest {

    @TempDir
    Path temporary;

    private Workspace workspace(String name, String value) {
        var environment = new HashMap<>(System.getenv());
        environment.put(name, value);
        return Workspace.at(temporary).withoutApproval().environment(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANTHROPIC_API_KEY",
                "GITHUB_TOKEN",
                "AWS_SECRET_ACCESS_KEY",
                "PGPASSWORD",
                "MY_PAT",
                "npm_config_password",
                "SOMETHING_ELSE",
                "LD_PRELOAD",
                "BASH_ENV",
                "ENV",
                "SSH_AUTH_SOCK",
                "IFS",
                "PROMPT_COMMAND"
            })
    void a_variable_that_is_not_on_the_list_is_not_passed(String name) throws Exception {
        var agent = new Agent(workspace(name, "value-that-is-not-passed"));

        assertThat(agent.run("env").text()).contains("PATH=").doesNotContain("value-that-is-not-passed");
    }

    @ParameterizedTest
    @CsvSource({
        "MAVEN_OPTS, -Dserver.password=hunter2hunter2",
        "LC_API_TOKEN, abcdefghijklmnop",
        "GRADLE_OPTS, -Dtoken=abcdefgh",
        "TMPDIR, https://user:hunter2@example.org/",
        "LANG, sk-test-0123456789abcdef",
        "HOME, ghp_abcdefghijklmnopqrstuvwxyz0123",
    })
    void a_variable_on_the_list_is_not_passed_if_it_holds_a_secret(String name, String value) throws Exception {
        var agent = new Agent(workspace(name, value));

        assertThat(agent.run("env").text().lines()).noneMatch(line -> line.startsWith(name + "="));
    }

    @Test
    void a_variable_can_be_passed_by_name_but_no_secret() throws Exception {
        var workspace = workspace("DEPLOY_REGION", "north").passEnvironment("DEPLOY_REGION");

        assertThat(new Agent(workspace).run("echo $DEPLOY_REGION").text()).contains("north");
        assertThatThrownBy(() -> workspace.passEnvironment("DEPLOY_TOKEN"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DEPLOY_TOKEN looks like a secret");
    }

    @Test
    void a_secret_that_a_command_prints_all_the_same_is_not_shown() throws Exception {
        var agent = new Agent(workspace("ANTHROPIC_API_KEY", "key-0123456789"));

        assertThat(agent.run("echo key-01234''56789").text()).contains("[ANTHROPIC_API_KEY is not shown]");
    }

    @Test
    void a_secret_in_a_file_of_the_workspace_is_not_shown() throws Exception {
        var agent = new Agent(workspace("ANTHROPIC_API_KEY", "key-0123456789"));
        agent.put(".env", "KEY=key-0123456789\n");

        assertThat(agent.read(".env").text()).isEqualTo("1\tKEY=[ANTHROPIC_API_KEY is not shown]\n");
        assertThat(agent.search("KEY=").text()).doesNotContain("key-0123456789");
        assertThat(agent.edit(".env", "nothing of it", "x").text()).doesNotContain("key-0123456789");
    }

    @Test
    void the_environment_of_this_very_process_is_read_by_a_command_in_vain() throws Exception {
        var known = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().equals("PATH"))
                .findFirst()
                .orElseThrow();
        // PATH plays the secret: its value is what the process really has, under a name that is one.
        var agent = new Agent(Workspace.at(temporary)
                .withoutApproval()
                .environment(Map.of("SOME_TOKEN", "x" + known.getValue(), "OTHER_TOKEN", "PATH=" + known.getValue())));

        assertThat(agent.run("tr '\\0' '\\n' < /proc/$PPID/environ").text())
                .contains("[OTHER_TOKEN is not shown]")
                .doesNotContain("PATH=" + known.getValue());
    }
}
