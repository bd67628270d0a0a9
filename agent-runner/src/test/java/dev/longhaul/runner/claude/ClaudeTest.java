package dev.longhaul.runner.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.model.Block;
import dev.longhaul.model.CallListener;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.runner.claude.FakeServer.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The wire as any Messages API server sees it. */
class ClaudeTest {

    private static final String HELLO =
            "{\"content\":[{\"type\":\"text\",\"text\":\"hello\"}],\"stop_reason\":\"end_turn\"}";
    private static final Answer OK = Answer.ok(HELLO);

    private static ModelRequest request(@Nullable CompactionRequest compaction, Message... messages) {
        var tool = new ToolSpec("look", "Looks.", new Json("{\"type\":\"object\"}"));
        return new ModelRequest("Be brief.", List.of(tool), List.of(messages), 100, ToolChoice.AUTO, compaction);
    }

    private static ModelRequest hello() {
        return request(null, Message.user("hi"));
    }

    private static Answer error(int status, String type, String message) {
        return Answer.error(
                status, "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}");
    }

    private static CallScope listening(List<ModelException> failures, Instant deadline) {
        return new CallScope(deadline, new Cancellation(), new CallListener() {
            @Override
            public boolean mayRetry(int attempt, ModelException failure, Duration wait) {
                return failures.add(failure);
            }
        });
    }

    @Test
    void theCompactionEditAlwaysAsksToPause() throws Exception {
        try (var server = new FakeServer(OK)) {
            Claude.of(server.config())
                    .reply(
                            request(new CompactionRequest.Threshold(60_000, "Keep ids."), Message.user("hi")),
                            CallScope.unlimited());

            var sent = server.requests().getFirst();
            assertThat(new Json(sent.body()).tree().at("/context_management/edits"))
                    .hasToString(
                            "[{\"type\":\"compact_20260112\",\"trigger\":{\"type\":\"input_tokens\",\"value\":60000},"
                                    + "\"pause_after_compaction\":true,\"instructions\":\"Keep ids.\"}]");
            assertThat(sent.headers()).containsEntry("Anthropic-beta", List.of("compact-2026-01-12"));
        }
    }

    @Test
    void theHeaderIsSentAsLongAsABlockStandsInTheContext() throws Exception {
        try (var server = new FakeServer(OK)) {
            var block = new Block.Compaction("s", new Json("{\"type\":\"compaction\",\"content\":\"s\"}"));
            var model = Claude.of(server.config());
            model.reply(request(null, Message.assistant(List.of(block)), Message.user("go on")), CallScope.unlimited());
            model.reply(hello(), CallScope.unlimited());

            assertThat(server.requests().get(0).headers()).containsKey("Anthropic-beta");
            assertThat(server.requests().get(1).headers()).doesNotContainKey("Anthropic-beta");
        }
    }

    @Test
    void breakpointsAreAtMostFourAndNeverOnTheProvidersOwnBlocks() throws Exception {
        try (var server = new FakeServer(OK)) {
            var block = "{\"type\":\"compaction\",\"content\":\"s\"}";
            Claude.of(server.config())
                    .reply(
                            request(
                                    null,
                                    Message.assistant(List.of(new Block.Compaction("s", new Json(block)))),
                                    Message.user("a"),
                                    Message.user("b"),
                                    Message.user("c")),
                            CallScope.unlimited());

            var body = server.requests().getFirst().body();
            assertThat(body.split("cache_control", -1)).hasSize(1 + 3);
            assertThat(body).contains("[" + block + "]");
        }
    }

    @Test
    void noToolsMeansTheyAreDescribedButMayNotBeCalled() throws Exception {
        try (var server = new FakeServer(OK)) {
            var open = hello();
            Claude.of(server.config())
                    .reply(
                            new ModelRequest(open.system(), open.tools(), open.messages(), 100, ToolChoice.NONE, null),
                            CallScope.unlimited());

            var body = new Json(server.requests().getFirst().body()).tree();
            assertThat(body.at("/tool_choice/type").asText()).isEqualTo("none");
            assertThat(body.at("/tools/0/name").asText()).isEqualTo("look");
        }
    }

    @Test
    void theKeyGoesIntoItsHeaderAndNowhereElse() throws Exception {
        try (var server = new FakeServer(error(401, "authentication_error", "invalid x-api-key"))) {
            var config = server.config().withKey("sk-secret");

            assertThatThrownBy(() -> Claude.of(config).reply(hello(), CallScope.unlimited()))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION))
                    .hasMessageContaining("401")
                    .hasMessageContaining("ANTHROPIC_API_KEY")
                    .hasMessageNotContaining("sk-secret");
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().getFirst().headers()).containsEntry("X-api-key", List.of("sk-secret"));
            assertThat(config.toString()).doesNotContain("sk-secret");
        }
    }

    @Test
    void aBusyServerIsAskedAgainAfterTheTimeItNames() throws Exception {
        var busy = new Answer(529, Map.of("retry-after", "0"), "{}");
        try (var server = new FakeServer(busy, busy, OK)) {
            var failures = new ArrayList<ModelException>();
            var reply = Claude.of(server.config()).reply(hello(), listening(failures, Instant.MAX));

            assertThat(reply.message().text()).isEqualTo("hello");
            assertThat(failures).extracting(ModelException::kind).containsExactly(Kind.OVERLOADED, Kind.OVERLOADED);
            assertThat(failures.getFirst().retryAfter()).contains(Duration.ZERO);
        }
    }

    @Test
    void aWaitPastTheDeadlineIsNotBegun() {
        var busy = new Answer(429, Map.of("retry-after", "3600"), "{}");
        try (var server = new FakeServer(busy)) {
            var soon = Instant.now().plusSeconds(30);

            assertThatThrownBy(() -> Claude.of(server.config()).reply(hello(), listening(new ArrayList<>(), soon)))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aSpendingCapIsNotAskedAgain() {
        var cap = Answer.error(
                429,
                "{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"limit\","
                        + "\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}");
        try (var server = new FakeServer(cap)) {
            assertThatThrownBy(() -> Claude.of(server.config()).reply(hello(), CallScope.unlimited()))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SPENDING_LIMIT));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRequestTheServerRejectsIsNotSentAgain() {
        for (int status : new int[] {400, 403, 404, 413}) {
            try (var server = new FakeServer(Answer.error(status, "<html>no</html>"))) {
                assertThatThrownBy(() -> Claude.of(server.config()).reply(hello(), CallScope.unlimited()))
                        .isInstanceOf(ModelException.class)
                        .hasMessageContaining(String.valueOf(status));
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void anUnreadableReplyIsAskedForAgainAndMayHaveBeenBilled() throws Exception {
        try (var server = new FakeServer(Answer.ok("<html>login</html>"), OK)) {
            var failures = new ArrayList<ModelException>();
            Claude.of(server.config()).reply(hello(), listening(failures, Instant.MAX));

            assertThat(failures).extracting(ModelException::kind).containsExactly(Kind.MALFORMED_REPLY);
            assertThat(failures.getFirst().mayHaveBeenBilled()).isTrue();
        }
    }

    @Test
    void aBodyThatNeverEndsIsGivenUpAtTheTimeLimit() {
        // Announces more than it sends, and keeps the connection open.
        try (var server = new FakeServer(new Answer(200, Map.of("x-stall", "1"), HELLO))) {
            var config =
                    server.config().withRequestTimeout(Duration.ofMillis(300)).withAttempts(1);

            assertThatThrownBy(() -> Claude.of(config).reply(hello(), CallScope.unlimited()))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOST))
                    .hasMessageContaining("no reply within");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedWithTheFix() {
        var config = ClaudeConfig.at("http://127.0.0.1:1").withAttempts(1);

        assertThatThrownBy(() -> Claude.of(config).reply(hello(), CallScope.unlimited()))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                .hasMessageContaining("http://127.0.0.1:1")
                .hasMessageContaining("--base-url");
    }

    @Test
    void aBaseUrlThatIsNoneIsRefused() {
        assertThatThrownBy(() -> ClaudeConfig.at("localhost:8080")).hasMessageContaining("is no base URL");
        assertThatThrownBy(() -> ClaudeConfig.at("http://a b")).hasMessageContaining("is no base URL");
    }
}
