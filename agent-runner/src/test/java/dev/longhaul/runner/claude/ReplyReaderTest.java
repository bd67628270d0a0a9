package dev.longhaul.runner.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.model.Block;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {

    private final ReplyReader reader = new ReplyReader();

    private static String reply(String content, String rest) {
        return "{\"content\": [" + content + "], \"stop_reason\": \"end_turn\"" + rest + "}";
    }

    @Test
    void everyBlockKeepsTheSpellingItCameIn() {
        var compaction =
                "{ \"type\" :\"compaction\",\"content\":\"caf\\u00e9 \\/ 1\",  \"n\": 1.50e2, \"signature\":\"x\" }";
        var future = "{\"z\":[1,{\"a\":null}],\"type\":\"hologram\"}";
        var read = reader.read(reply(compaction + " ,\n" + future, ""));

        assertThat(read.content())
                .extracting(block -> String.valueOf(block.wire()))
                .containsExactly(compaction, future);
        assertThat(read.content().getFirst())
                .isInstanceOfSatisfying(
                        Block.Compaction.class, c -> assertThat(c.summary()).isEqualTo("café / 1"));
        assertThat(read.content().getLast()).isInstanceOfSatisfying(Block.Opaque.class, o -> assertThat(o.type())
                .isEqualTo("hologram"));
    }

    @Test
    void whatWasReadIsWrittenBackByteForByte() {
        var block = "{\"type\":\"text\",\"text\":\"👋 \\ud83d\\udc4b\", \"citations\":null}";
        var message = reader.read(reply(block, "")).message();
        var request = new ModelRequest("", List.of(), List.of(message), 10, ToolChoice.AUTO, null);

        var written =
                new String(new RequestWriter(true, OptionalLong.empty()).write("m", request), StandardCharsets.UTF_8);

        assertThat(written).contains("\"content\":[" + block + "]");
    }

    @Test
    void contentOutsideTheTopLevelIsNotTakenForTheReply() {
        var read = reader.read("{\"x\":{\"content\":[{\"type\":\"text\",\"text\":\"no\"}]},"
                + "\"content\":[{\"type\":\"text\",\"text\":\"yes\"}],\"stop_reason\":null}");

        assertThat(read.message().text()).isEqualTo("yes");
        assertThat(read.stopReason()).isEqualTo(StopReason.UNKNOWN);
    }

    @Test
    void usageIsReadFromTheIterationsAndMissingCountsAreZero() {
        var read = reader.read(reply(
                "",
                ",\"usage\":{\"input_tokens\":0,\"output_tokens\":0,\"iterations\":["
                        + "{\"type\":\"compaction\",\"input_tokens\":144,\"output_tokens\":276}]}"));

        assertThat(read.usage().billed()).isEqualTo(Usage.of(144, 276));
        assertThat(read.usage().context()).isEmpty();
    }

    @Test
    void cacheWritesAreToldApartByLifetime() {
        var read = reader.read(reply(
                "",
                ",\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"cache_read_input_tokens\":3,"
                        + "\"cache_creation_input_tokens\":9,"
                        + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":4,\"ephemeral_1h_input_tokens\":5}}"));

        assertThat(read.usage().billed()).isEqualTo(new Usage(1, 2, 4, 5, 3));
    }

    @Test
    void aReplyWithoutContentIsRefused() {
        assertThatThrownBy(() -> reader.read("{\"type\":\"message\"}")).hasMessageContaining("no content");
        assertThatThrownBy(() -> reader.read("<html>")).hasMessageContaining("not valid JSON");
    }
}
