package dev.longhaul.runner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets never reach the journal. */
class RedactorTest {

    @Test
    void each_secret_is_masked_as_often_as_it_stands() {
        var redactor = Redactor.ofSecrets(List.of("hunter2-hunter2", "correct horse"));
        assertThat(redactor.redact("hunter2-hunter2, correct horse, hunter2-hunter2"))
                .isEqualTo("***, ***, ***");
        assertThat(redactor.redact("a hunter")).isEqualTo("a hunter");
    }

    @Test
    void a_secret_is_found_as_json_and_urls_spell_it() {
        var redactor = Redactor.ofSecrets(List.of("pass\"word/&1"));
        assertThat(redactor.redact("{\"p\":\"pass\\\"word/&1\"}")).isEqualTo("{\"p\":\"***\"}");
        assertThat(redactor.redact("https://host/?p=pass%22word%2F%261")).isEqualTo("https://host/?p=***");
    }

    @Test
    void of_a_secret_within_another_nothing_is_left() {
        var redactor = Redactor.ofSecrets(List.of("secret-1", "secret-1-and-more"));
        assertThat(redactor.redact("secret-1-and-more")).isEqualTo("***");
    }

    @Test
    void what_could_be_an_ordinary_word_is_left_alone() {
        assertThat(Redactor.ofSecrets(List.of("", "short")).redact("a short text"))
                .isEqualTo("a short text");
    }

    @Test
    void variables_named_like_secrets_hold_them() {
        var redactor = Redactor.fromEnvironment(Map.of(
                "ANTHROPIC_API_KEY", " sk-ant-0123456789 ",
                "github_token", "ghp_0123456789",
                "DB_PASSWORD", "letmein-please",
                "KEYBOARD_LAYOUT", "de-latin1-nodeadkeys"));
        assertThat(redactor.redact("sk-ant-0123456789 ghp_0123456789 letmein-please de-latin1-nodeadkeys"))
                .isEqualTo("*** *** *** de-latin1-nodeadkeys");
    }

    @Test
    void two_redactors_work_one_after_the_other() {
        var both = Redactor.ofSecrets(List.of("first-secret")).and(Redactor.ofSecrets(List.of("second-secret")));
        assertThat(both.redact("first-secret second-secret")).isEqualTo("*** ***");
        assertThat(Redactor.none().redact("first-secret")).isEqualTo("first-secret");
    }
}
