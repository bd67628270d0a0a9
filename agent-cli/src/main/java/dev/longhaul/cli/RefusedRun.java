package dev.longhaul.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What {@code --json} prints of a session that could not be started or resumed: the fields of {@link JsonResult}, of which little is
 * known. A start that was refused cost nothing; what a session cost that could not be resumed is null. So is an id that nobody
 * gave, unless the session had begun.
 *
 * @param command which was to run it
 */
record RefusedRun(CommandSpec command) {

    private static final List<String> USAGE = List.of("input", "output", "cacheWrite", "cacheRead", "unknown");
    private static final List<String> LIMITS = List.of("totalTokens", "billedTokens", "usd");

    /** Whether the command runs sessions; others have other objects. */
    boolean runsSessions() {
        return isResume() || command.findOption("--resume") != null;
    }

    private boolean isResume() {
        return command.name().equals("resume");
    }

    /** The object, in one line. */
    String line(int exit, String message) {
        boolean isNew = !isResume() && value("--resume") == null;
        return object(exit, message, isNew ? 0 : null).toString();
    }

    private ObjectNode object(int exit, String message, @Nullable Integer spent) {
        var result = JsonNodeFactory.instance.objectNode();
        result.put("session", session());
        result.put("outcome", "failed");
        result.put("reason", exit == ExitCode.USAGE ? "usage" : "not_run");
        result.put("detail", message);
        result.put("text", message);
        result.put("turns", spent);
        result.put("toolCalls", spent);
        result.putObject("compactions")
                .put("count", spent)
                .put("failed", spent)
                .put("accepted", spent)
                .putArray("boundaries");
        var usage = result.putObject("usage");
        USAGE.forEach(kind -> usage.put(kind, spent));
        result.put("costUsd", spent);
        var budget = result.putObject("budget");
        LIMITS.forEach(limit -> budget.putObject(limit).putNull("limit").put("spent", spent));
        budget.withObjectProperty("billedTokens").put("reserved", spent);
        result.putObject("retention").put("lost", spent).put("reinjected", spent);
        result.putNull("handoff");
        return result;
    }

    private @Nullable String session() {
        var id = isResume()
                ? command.positionalParameters().stream().map(ArgSpec::<Object>getValue)
                : Stream.of("--resume", "--session").map(this::value);
        return id.filter(Objects::nonNull).map(Object::toString).findFirst().orElse(null);
    }

    private @Nullable Object value(String option) {
        var spec = command.findOption(option);
        return spec == null ? null : spec.getValue();
    }
}
