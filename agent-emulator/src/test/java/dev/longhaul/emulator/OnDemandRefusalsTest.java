package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.body;
import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.saying;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Client.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a compaction on demand may not be asked with (wire spec §2.1, §2.4). */
class OnDemandRefusalsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "context_management: may not | context_management | {'edits': []}",
                "stop_sequences: may not | stop_sequences | ['stop']",
                "output_config.format: may not | output_config | {'format': {'type': 'json_schema'}}",
                "output_format: may not | output_format | {'type': 'json_schema'}",
                "tool_choice: may not | tool_choice | {'type': 'any'}",
                "tool_choice: may not | tool_choice | {'type': 'tool', 'name': 'look'}",
                "output_config.task_budget.remaining: may not | output_config | {'task_budget': {'remaining': 5}}",
                "fallbacks.0.output_config.format: may not | fallbacks | [{'output_config': {'format': {}}}]",
                "fallbacks.0.output_format: may not | fallbacks | [{'output_format': {}}]",
                "compaction.type: Input should be 'summarize' | compaction | {'type': 'truncate'}",
                "compaction.type: Field required | compaction | {}",
                "compaction: Input should be a valid dictionary | compaction | 'summarize'",
                "compaction.keep: Extra inputs | compaction | {'type': 'summarize', 'keep': 3}",
                "compaction.instructions: Input should be | compaction | {'type': 'summarize', 'instructions': 1}",
            })
    void aConflictIsRefusedByNameAndCostsNothing(String message, String field, String value) throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.sendSigned(
                    saying("Hi").summarise().with(field, value).build());
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.error()).startsWith(message);
            assertThat(reply.errorCode()).isEmpty();
            assertThat(emulator.ledger().totals()).isEqualTo(Totals.ZERO);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tool_choice | {'type': 'auto'}",
                "tool_choice | {'type': 'none'}",
                "output_config | {'effort': 'low', 'task_budget': {'type': 'tokens', 'total': 20000}}",
                "thinking | {'type': 'adaptive'}",
            })
    void theRestOfTheConversationsSettingsMayStay(String field, String value) throws Exception {
        Play.run((client, brain, emulator) -> {
            var body = saying("Hi")
                    .with("tools", "[{'name': 'look', 'input_schema': {'type': 'object'}}]")
                    .summarise()
                    .with(field, value)
                    .build();
            Reply reply = client.send(body, "anthropic-beta", Client.ON_DEMAND + ",task-budgets-2026-03-13");
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        });
    }

    @Test
    void theHeaderIsNeededAndTheOtherFormsIsNotEnough() throws Exception {
        Play.run((client, brain, emulator) -> assertThat(
                        client.send(saying("Hi").summarise().build()).error())
                .isEqualTo("compaction: requires `anthropic-beta: compact-2026-09-04`"));
    }

    @Test
    void instructionsEndAt16384Characters() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertThat(client.sendSigned(instructed(16_384)).status()).isEqualTo(200);
            assertThat(client.sendSigned(instructed(16_385)).error())
                    .isEqualTo("compaction.instructions: String should have at most 16384 characters");
        });
    }

    @Test
    void anUnansweredCallAtTheEndIsAnIncompleteTurn() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertThat(client.sendSigned(saying("Hi").call("a").summarise().build())
                            .errorCode())
                    .isEqualTo("compaction_incomplete_turn");
            assertThat(client.sendSigned(saying("Hi")
                                    .call("a")
                                    .assistant(json("'Wait.'"))
                                    .summarise()
                                    .build())
                            .errorCode())
                    .isEqualTo("compaction_incomplete_turn");
            String paused = "[{'type':'server_tool_use','id':'s','name':'web_search','input':{}}]";
            assertThat(client.sendSigned(saying("Hi")
                                    .assistant(json(paused))
                                    .summarise()
                                    .build())
                            .errorCode())
                    .isEqualTo("compaction_incomplete_turn");
            String finished = "[{'type':'server_tool_use','id':'s','name':'web_search','input':{}},"
                    + "{'type':'web_search_tool_result','tool_use_id':'s','content':[]},{'type':'text','text':'So.'}]";
            assertThat(client.sendSigned(saying("Hi")
                                    .assistant(json(finished))
                                    .summarise()
                                    .build())
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void withoutUserOrAssistantContentThereIsNothingToSummarise() throws Exception {
        Play.run((client, brain, emulator) -> assertThat(client.sendSigned(body().message("system", json("'Be brief.'"))
                                .summarise()
                                .build())
                        .errorCode())
                .isEqualTo("compaction_nothing_to_summarize"));
    }

    private static JsonNode instructed(int characters) {
        return saying("Hi")
                .with("compaction", "{'type': 'summarize', 'instructions': '" + "i".repeat(characters) + "'}")
                .build();
    }
}
