package dev.longhaul.tools.workspace;

import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;

/** One of the tools with its policy; says what went wrong in words, and hides secrets whatever the result. */
record WorkspaceTool(Tool tool, CallPolicy policy, Secrets secrets) implements Tool {

    @Override
    public ToolSpec spec() {
        return tool.spec();
    }

    @Override
    public ToolResult call(ToolCall call, ToolContext context) throws Exception {
        var result = answer(call, context);
        return result.saying(whole(secrets.hiddenIn(result.text())));
    }

    private ToolResult answer(ToolCall call, ToolContext context) throws Exception {
        try {
            return tool.call(call, context);
        } catch (WorkspaceException e) {
            return ToolResult.error(call, String.valueOf(e.getMessage()));
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        } catch (TimeLimit.Reached e) {
            if (Thread.interrupted()) {
                throw interrupted();
            }
            return ToolResult.error(call, spec().name() + " took too long: ask for less at once");
        } catch (IOException e) {
            return ToolResult.error(
                    call,
                    "%s of %s failed: %s".formatted(spec().name(), call.input().text(), reason(e)));
        }
    }

    private static InterruptedException interrupted() {
        return new InterruptedException();
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    /** Half a character, as where a text was cut, could not be sent. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
