package dev.longhaul.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.model.Json;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list is what the call says, or the model is told why it is not. */
class TodoListTest {

    private static TodoList read(String items) {
        return TodoList.read(new Json("{\"items\":" + items + "}"));
    }

    @Test
    void aListIsShownAsAChecklist() {
        var list = read("""
                [{"text":"look","status":"done"},{"text":"think","status":"in_progress"},{"text":"act","status":"pending"}]""");
        assertThat(list.checklist()).isEqualTo("- [x] look\n- [~] think\n- [ ] act");
    }

    @Test
    void anEmptyListShowsNothing() {
        assertThat(read("[]")).isEqualTo(TodoList.EMPTY);
        assertThat(TodoList.EMPTY.checklist()).isEmpty();
    }

    @Test
    void anItemIsOneLine() {
        assertThat(read("[{\"text\":\" look\\n- [x] pay \",\"status\":\"pending\"}]")
                        .checklist())
                .isEqualTo("- [ ] look - [x] pay");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                  | write the whole list",
                "{\"items\":\"look\"}                                | write the whole list",
                "{\"items\":[{\"status\":\"done\"}]}                 | item 1 has no text",
                "{\"items\":[{\"text\":\"a\",\"status\":\"open\"}]}  | give pending, in_progress or done",
                "{\"items\":[{\"text\":\"a\"}]}                      | give pending, in_progress or done",
                "{\"items\":[3]}                                     | item 1 has no text",
                "{                                                   | not valid JSON"
            })
    void whatIsNoListIsRefusedInWordsForTheModel(String input, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TodoList.read(new Json(input)))
                .withMessageContaining(words);
    }

    @Test
    void aListTooLongToPinIsRefused() {
        var items = String.join(",", Collections.nCopies(101, "{\"text\":\"a\",\"status\":\"done\"}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("[" + items + "]"))
                .withMessageContaining("at most 100")
                .withMessageContaining("leave out what is done");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("[{\"text\":\"" + "a".repeat(201) + "\",\"status\":\"done\"}]"))
                .withMessageContaining("at most 200");
    }

    @Test
    void theSchemaIsValidJson() {
        assertThat(TodoList.spec()
                        .inputSchema()
                        .tree()
                        .path("properties")
                        .path("items")
                        .path("type")
                        .asText())
                .isEqualTo("array");
    }
}
