package dev.longhaul.tools.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** The same server over streamable HTTP: each message is a POST, answered by JSON, or by events where more than one comes. */
final class HttpNotes implements AutoCloseable {

    private final NoteServer notes = new NoteServer();
    private final HttpServer http;

    HttpNotes() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/mcp", this::handle);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/mcp";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var line = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var answers = new ArrayList<String>();
            notes.hear(line, answers::add);
            answer(exchange, answers);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, List<String> answers) throws IOException {
        if (answers.isEmpty()) {
            exchange.sendResponseHeaders(202, -1);
            return;
        }
        boolean events = answers.size() > 1;
        var body = events ? "data: " + String.join("\n\ndata: ", answers) + "\n\n" : answers.getFirst();
        exchange.getResponseHeaders().set("Content-Type", events ? "text/event-stream" : "application/json");
        exchange.getResponseHeaders().set("Mcp-Session-Id", "s-1");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
