package dev.longhaul.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Settlement;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.Ending;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testkit.EventSamples;
import dev.longhaul.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events come back from the journal as they went in, and what cannot be read says why. */
class EventCodecTest {

    private final EventCodec codec = new EventCodec(Redactor.none());

    private String json(SessionEvent event) {
        return new String(codec.encode(event), StandardCharsets.UTF_8);
    }

    private SessionEvent event(String json) {
        return codec.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private void refuses(String json, String why) {
        assertThatExceptionOfType(JournalFormatException.class)
                .isThrownBy(() -> event(json))
                .withMessageContaining(why);
    }

    static Stream<SessionEvent> samples() {
        return EventSamples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_event_comes_back_as_it_went_in(SessionEvent sample) {
        assertThat(event(json(sample))).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_event_is_one_line_that_begins_with_its_version_and_type(SessionEvent sample) {
        assertThat(json(sample))
                .startsWith("{\"v\":1,\"type\":\"" + EventType.of(sample).word() + "\",\"event\":{")
                .doesNotContain("\n")
                .doesNotContain("\r");
    }

    @Test
    void no_two_types_share_a_name_or_a_record() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::word)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(EventType.values()).map(EventType::kind))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(SessionEvent.class.getPermittedSubclasses());
    }

    @Test
    void the_wire_of_a_block_is_kept_to_the_byte() {
        var wire = new Json("{ \"type\":\"text\",\n\t\"text\":\"\\u0061\", \"n\": 1.0e+2, \"n\": 0.10 }");
        var reply = new ModelReply(
                "m", "m", List.of(new Block.Text("a", wire)), StopReason.END_TURN, "end_turn", ReplyUsage.NONE);
        var back = (SessionEvent.ModelReplied)
                event(json(new SessionEvent.ModelReplied(Purpose.WORK, reply, Duration.ZERO, Settlement.NONE)));
        assertThat(back.reply().content().getFirst().wire()).isEqualTo(wire);
    }

    @Test
    void durations_are_kept_to_the_nanosecond() {
        for (var took : List.of(
                Duration.ZERO,
                Duration.ofNanos(1),
                Duration.ofSeconds(86_400, 999_999_999),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofNanos(-1))) {
            var event = new SessionEvent.ToolFinished(new ToolResult("c", "", false), took);
            assertThat(event(json(event))).isEqualTo(event);
        }
    }

    @Test
    void a_value_that_is_null_is_written_as_null_and_one_that_is_missing_is_an_error() {
        var event = new SessionEvent.ModelReplied(
                Purpose.WORK,
                new ModelReply(
                        "m",
                        "m",
                        List.of(new Block.Compaction(null, null)),
                        StopReason.END_TURN,
                        "end_turn",
                        ReplyUsage.NONE),
                Duration.ZERO,
                Settlement.NONE);
        var json = json(event);
        assertThat(json).contains("{\"kind\":\"compaction\",\"summary\":null,\"wire\":null,\"onDemand\":false}");
        refuses(json.replace("\"summary\":null,", ""), "summary");
    }

    @Test
    void any_text_is_kept_half_a_letter_too() {
        for (var text : List.of("\uD83D", "\uDC4B\uD83D", "a\uD83Db", "\uD83D\uDC4B", "\u0000\u2028\uFFFE")) {
            var event = new SessionEvent.CancelRequested(text);
            assertThat(event(json(event))).isEqualTo(event);
        }
    }

    @Test
    void text_longer_than_a_parser_usually_takes_is_read_back() {
        var event = new SessionEvent.CancelRequested("x".repeat(21_000_000));
        assertThat(event(json(event))).isEqualTo(event);
    }

    @Test
    void a_newer_version_is_refused_by_its_number() {
        refuses("{\"v\":2,\"type\":\"anything\",\"whatever\":7}", "format 2");
        refuses("{\"v\":2,\"type\":\"anything\",\"whatever\":7}", "reads up to 1");
    }

    @Test
    void an_unknown_type_is_refused_by_its_name_and_version() {
        refuses("{\"v\":1,\"type\":\"teleported\",\"event\":{}}", "\"teleported\" (format 1)");
    }

    @Test
    void what_is_no_event_is_refused() {
        refuses("", "not readable");
        refuses("[]", "no JSON object");
        refuses("{\"type\":\"ended\"}", "\"v\" is not its first member");
        refuses("{\"v\":0,\"type\":\"ended\"}", "version");
        refuses("{\"v\":1,\"event\":{}}", "\"type\"");
        refuses("{\"v\":1,\"type\":\"cancel_requested\"}", "\"event\"");
        refuses("{\"v\":1,\"type\":\"cancel_requested\",\"event\":{\"reason\":\"a\"},\"x\":1}", "more follows");
        refuses("{\"v\":1,\"type\":\"cancel_requested\",\"event\":{\"reason\":\"a\"}}x", "not readable");
        refuses("{\"v\":1,\"type\":\"cancel_requested\",\"event\":{\"reason\":\"a\",\"mood\":1}}", "mood");
        refuses("{\"v\":1,\"type\":\"cancel_requested\",\"event\":{\"reason\":7}}", "not readable");
        refuses("{\"v\":1,\"type\":\"cancel_requested\",\"event\":{\"reas", "not readable");
    }

    @Test
    void a_value_outside_of_its_kind_is_refused() {
        var ended = json(new SessionEvent.Ended(new Ending(Ending.Kind.STOPPED, "r", "d")));
        refuses(ended.replace("STOPPED", "EXPLODED"), "EXPLODED");
        var finished = json(new SessionEvent.ToolFinished(new ToolResult("c", "", false), Duration.ofSeconds(3)));
        refuses(finished.replace("PT3S", "3 s"), "3 s");
        refuses(finished.replace("\"isError\":false", "\"isError\":null"), "isError");
    }

    @Test
    void secrets_are_masked_wherever_they_stand() {
        var key = "sk-ant-0123456789";
        var hidden = new EventCodec(Redactor.ofSecrets(List.of(key)));
        var reply = new ModelReply(
                "m",
                "m",
                List.of(
                        new Block.Text("It is " + key, new Json("{\"text\":\"It is " + key + "\"}")),
                        new Block.ToolUse("c", "run", new Json("{\"env\":[\"" + key + "\"]}"))),
                StopReason.TOOL_USE,
                "tool_use",
                ReplyUsage.NONE);
        var bytes = hidden.encode(new SessionEvent.ModelReplied(Purpose.WORK, reply, Duration.ZERO, Settlement.NONE));
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .doesNotContain(key)
                .contains("It is ***");
        var back = (SessionEvent.ModelReplied) hidden.decode(bytes);
        assertThat(back.reply().toolUses().getFirst().input()).isEqualTo(new Json("{\"env\":[\"***\"]}"));
    }
}
