package dev.longhaul.tools.workspace;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Json;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls the tools of a workspace as a model would, and looks at the files. Each call has the next place in its session. */
public final class Agent {

    private final Workspace workspace;
    private final List<Tool> tools;
    private final String session;
    private final AtomicInteger seq = new AtomicInteger();

    public Agent(Workspace workspace) {
        this(workspace, "s-1");
    }

    Agent(Workspace workspace, String session) {
        this.workspace = workspace;
        this.tools = workspace.tools();
        this.session = session;
    }

    public Tool tool(String name) {
        return tools.stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public ToolResult call(String tool, Object... namesAndValues) throws Exception {
        return callAt(seq.incrementAndGet(), tool, namesAndValues);
    }

    /** The call with the key {@code session:seq}, as if it ran again if there was one before. */
    ToolResult callAt(int at, String tool, Object... namesAndValues) throws Exception {
        return call(new ToolContext(session, session + ":" + at, new Cancellation()), tool, namesAndValues);
    }

    public ToolResult call(ToolContext context, String tool, Object... namesAndValues) throws Exception {
        var input = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            input.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        var json = new Json(new JsonMapper().writeValueAsString(input));
        return tool(tool).call(new ToolCall("call-1", tool, json), context);
    }

    public ToolResult read(String path) throws Exception {
        return call("read_file", "path", path);
    }

    public ToolResult write(String path, String content) throws Exception {
        return call("write_file", "path", path, "content", content);
    }

    public ToolResult edit(String path, String oldText, String newText) throws Exception {
        return call("edit_file", "path", path, "old_text", oldText, "new_text", newText);
    }

    public ToolResult search(String pattern) throws Exception {
        return call("search_files", "pattern", pattern);
    }

    public ToolResult run(String command) throws Exception {
        return call("run_command", "command", command);
    }

    /** Puts a file there without the tools; folders are made. */
    public Path put(String path, String content) {
        return put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Path put(String path, byte[] content) {
        try {
            var file = workspace.root().resolve(path);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String content(String path) throws IOException {
        return Files.readString(workspace.root().resolve(path));
    }
}
