package dev.longhaul.runner.claude;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.longhaul.model.Block;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Image;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.Role;
import dev.longhaul.model.ToolSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a request as the Messages API reads it (wire spec §1.1, §6). Blocks that came from the API are written back byte
 * for byte. Thread-safe.
 *
 * <p>Cache breakpoints stand only on what is ours: the end of tools and system, and the last two user messages, three of the
 * four allowed. A block of the API never gets one, so its bytes stay its own; the continuation right behind a compaction
 * block carries the breakpoint that covers it.
 */
final class RequestWriter {

    private static final int CACHED_USER_MESSAGES = 2;

    private final JsonFactory json = new JsonFactory();
    private final boolean caching;
    private final OptionalLong taskBudget;

    /**
     * Sets up a writer.
     *
     * @param caching whether breakpoints are set at all
     * @param taskBudget tokens that every request tells the model it has, as changing them would break the cache; empty for none
     */
    RequestWriter(boolean caching, OptionalLong taskBudget) {
        this.caching = caching;
        this.taskBudget = taskBudget;
    }

    byte[] write(String model, ModelRequest request) {
        return write(model, request, true);
    }

    /** The same as a question for its size, which has no reply to bound (wire spec §6.6). */
    byte[] writeToCount(String model, ModelRequest request) {
        return write(model, request, false);
    }

    private byte[] write(String model, ModelRequest request, boolean toSample) {
        var bytes = new ByteArrayOutputStream();
        try (var out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("model", model);
            if (toSample) {
                out.writeNumberField("max_tokens", request.maxTokens());
            }
            writeTaskBudget(out);
            writeSystem(out, request.system());
            writeTools(out, request);
            writeCompaction(out, request);
            writeMessages(out, request.messages());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void writeTaskBudget(JsonGenerator out) throws IOException {
        if (taskBudget.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("output_config");
        out.writeObjectFieldStart("task_budget");
        out.writeStringField("type", "tokens");
        out.writeNumberField("total", taskBudget.getAsLong());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void writeSystem(JsonGenerator out, String system) throws IOException {
        if (system.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("system");
        out.writeStartObject();
        out.writeStringField("type", "text");
        out.writeStringField("text", system);
        writeBreakpoint(out);
        out.writeEndObject();
        out.writeEndArray();
    }

    private void writeTools(JsonGenerator out, ModelRequest request) throws IOException {
        if (request.tools().isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("tools");
        for (int i = 0; i < request.tools().size(); i++) {
            boolean endOfPrefix =
                    request.system().isEmpty() && i == request.tools().size() - 1;
            writeTool(out, request.tools().get(i), endOfPrefix);
        }
        out.writeEndArray();
        if (request.toolChoice() == ModelRequest.ToolChoice.NONE) {
            out.writeObjectFieldStart("tool_choice");
            out.writeStringField("type", "none");
            out.writeEndObject();
        }
    }

    private void writeTool(JsonGenerator out, ToolSpec tool, boolean breakpoint) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", tool.name());
        if (!tool.description().isEmpty()) {
            out.writeStringField("description", tool.description());
        }
        writeRaw(out, "input_schema", tool.inputSchema());
        if (breakpoint) {
            writeBreakpoint(out);
        }
        out.writeEndObject();
    }

    private static void writeCompaction(JsonGenerator out, ModelRequest request) throws IOException {
        switch (request.compaction()) {
            case CompactionRequest.Threshold threshold -> writeThreshold(out, threshold);
            case CompactionRequest.OnDemand onDemand -> writeOnDemand(out, onDemand);
            case null -> {}
        }
    }

    private static void writeOnDemand(JsonGenerator out, CompactionRequest.OnDemand onDemand) throws IOException {
        out.writeObjectFieldStart("compaction");
        out.writeStringField("type", "summarize");
        if (onDemand.instructions() != null) {
            out.writeStringField("instructions", onDemand.instructions());
        }
        out.writeEndObject();
    }

    private static void writeThreshold(JsonGenerator out, CompactionRequest.Threshold threshold) throws IOException {
        out.writeObjectFieldStart("context_management");
        out.writeArrayFieldStart("edits");
        out.writeStartObject();
        out.writeStringField("type", "compact_20260112");
        out.writeObjectFieldStart("trigger");
        out.writeStringField("type", "input_tokens");
        out.writeNumberField("value", threshold.triggerTokens());
        out.writeEndObject();
        out.writeBooleanField("pause_after_compaction", true);
        if (threshold.instructions() != null) {
            out.writeStringField("instructions", threshold.instructions());
        }
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }

    private void writeMessages(JsonGenerator out, List<Message> messages) throws IOException {
        int users = (int) messages.stream().filter(m -> m.role() == Role.USER).count();
        out.writeArrayFieldStart("messages");
        for (var message : messages) {
            boolean cached = message.role() == Role.USER && users-- <= CACHED_USER_MESSAGES;
            out.writeStartObject();
            out.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
            out.writeArrayFieldStart("content");
            for (int i = 0; i < message.content().size(); i++) {
                writeBlock(
                        out,
                        message.content().get(i),
                        cached && i == message.content().size() - 1);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void writeBlock(JsonGenerator out, Block block, boolean breakpoint) throws IOException {
        var wire = block.wire();
        if (wire != null) {
            out.writeRawValue(wire.text());
            return;
        }
        out.writeStartObject();
        switch (block) {
            case Block.Text text -> {
                out.writeStringField("type", "text");
                out.writeStringField("text", text.text());
            }
            case Block.ToolUse use -> {
                out.writeStringField("type", "tool_use");
                out.writeStringField("id", use.id());
                out.writeStringField("name", use.name());
                writeRaw(out, "input", use.input());
            }
            case Block.ToolResult result -> {
                out.writeStringField("type", "tool_result");
                out.writeStringField("tool_use_id", result.toolUseId());
                writeContent(out, result);
                if (result.isError()) {
                    out.writeBooleanField("is_error", true);
                }
            }
            case Block.Thinking t -> throw new IllegalStateException("thinking has no wire form of its own");
            case Block.Compaction summary -> {
                // Asked for in words, so plain text to the provider.
                out.writeStringField("type", "text");
                out.writeStringField("text", "<summary>\n" + summary.summary() + "\n</summary>");
            }
            case Block.Opaque o -> throw new IllegalStateException("an opaque block has no wire form of its own");
        }
        if (breakpoint) {
            writeBreakpoint(out);
        }
        out.writeEndObject();
    }

    /** An error may have text only, or the provider refuses every request that it stands in (reported, not in the wire spec). */
    private static void writeContent(JsonGenerator out, Block.ToolResult result) throws IOException {
        if (result.images().isEmpty() || result.isError()) {
            out.writeStringField("content", inWords(result));
            return;
        }
        out.writeArrayFieldStart("content");
        if (!result.text().isBlank()) {
            out.writeStartObject();
            out.writeStringField("type", "text");
            out.writeStringField("text", result.text());
            out.writeEndObject();
        }
        for (var image : result.images()) {
            writeImage(out, image);
        }
        out.writeEndArray();
    }

    private static String inWords(Block.ToolResult result) {
        var images =
                result.images().stream().map(image -> "[an image that an error cannot show: " + image.words() + "]");
        return Stream.concat(Stream.of(result.text()), images).collect(Collectors.joining("\n"));
    }

    private static void writeImage(JsonGenerator out, Image image) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "image");
        out.writeObjectFieldStart("source");
        out.writeStringField("type", "base64");
        out.writeStringField("media_type", image.mediaType());
        out.writeStringField("data", image.base64());
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeRaw(JsonGenerator out, String field, Json value) throws IOException {
        out.writeFieldName(field);
        out.writeRawValue(value.text());
    }

    private void writeBreakpoint(JsonGenerator out) throws IOException {
        if (!caching) {
            return;
        }
        out.writeObjectFieldStart("cache_control");
        out.writeStringField("type", "ephemeral");
        out.writeEndObject();
    }
}
