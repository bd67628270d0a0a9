package dev.longhaul.runner.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.longhaul.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A server of OpenAI's chat completions: answers with fixed texts in turn, the last one for ever. */
final class FakeOpenAi implements AutoCloseable {

    /** One answer: a status with a body, or {@link #HANGS}, or {@link #HANGS_UP}. */
    record Answer(int status, String body) {
        static final Answer HANGS = new Answer(0, "");
        static final Answer HANGS_UP = new Answer(-1, "");

        static Answer error(int status, String code, String message) {
            return new Answer(
                    status,
                    "{\"error\":{\"message\":\"%s\",\"type\":\"some_error\",\"param\":null,\"code\":\"%s\"}}"
                            .formatted(message, code));
        }

        static Answer text(String text) {
            return message("{\"role\":\"assistant\",\"content\":\"" + text + "\"}", "stop");
        }

        static Answer calls(String... calls) {
            return message(
                    "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + String.join(",", calls) + "]}",
                    "tool_calls");
        }

        static Answer message(String message, String finishReason) {
            return counted(
                    message, finishReason, "{\"prompt_tokens\":100,\"completion_tokens\":10,\"total_tokens\":110}");
        }

        static Answer counted(String message, String finishReason, String usage) {
            return new Answer(200, """
                    {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"fake-1",
                     "choices":[{"index":0,"message":%s,"finish_reason":"%s"}],"usage":%s}""".formatted(message, finishReason, usage));
        }
    }

    static String call(String id, String name, String arguments) {
        return "{\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}"
                .formatted(id, name, arguments.replace("\"", "\\\""));
    }

    private final HttpServer server;
    private final List<Answer> answers;
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    FakeOpenAi(Answer... answers) {
        this.answers = List.of(answers);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** LangChain4j's own client of this server, without retries of its own. */
    OpenAiChatModel.OpenAiChatModelBuilder client() {
        return OpenAiChatModel.builder()
                .baseUrl(baseUrl())
                .apiKey("sk-secret")
                .modelName("fake")
                .maxRetries(0)
                .timeout(Duration.ofMinutes(1));
    }

    LangChain4jModel model() {
        return LangChain4jModel.of(client().build());
    }

    /** The bodies of all requests so far. */
    List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    JsonNode lastRequest() {
        return requests.getLast();
    }

    /** Waits until the first request is there. */
    void awaitRequest() throws InterruptedException {
        asked.await();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer;
            synchronized (requests) {
                answer = answers.get(Math.min(requests.size(), answers.size() - 1));
                requests.add(Json.parse(body).tree());
            }
            asked.countDown();
            if (answer.equals(Answer.HANGS)) {
                closed.await();
            } else if (!answer.equals(Answer.HANGS_UP)) {
                var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("content-type", "application/json");
                exchange.sendResponseHeaders(answer.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
