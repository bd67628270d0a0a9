package dev.longhaul.samples;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.cli.Terminal;
import dev.longhaul.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One command, as a shell would see it. */
record Shell(int exit, String out, String err) {

    /** With a home of its own. */
    static Shell run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** With a home of its own, unless the environment names one. */
    static Shell run(Map<String, String> variables, String... arguments) {
        return run(InputStream.nullInputStream(), new ByteArrayOutputStream(), variables, arguments);
    }

    /** With a person at the keyboard, who sees what is written to {@code out}. */
    static Shell run(InputStream in, ByteArrayOutputStream out, Map<String, String> variables, String... arguments) {
        var environment = new HashMap<>(variables);
        environment.putIfAbsent("AGENT_HOME", "target/homes/" + UUID.randomUUID());
        var err = new ByteArrayOutputStream();
        int exit = Main.run(
                new Terminal(
                        in,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment),
                arguments);
        return new Shell(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The object on the last line of standard output. */
    JsonNode json() {
        return Json.parse(out.lines().toList().getLast()).tree();
    }
}
