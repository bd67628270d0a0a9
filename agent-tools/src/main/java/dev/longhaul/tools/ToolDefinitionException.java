package dev.longhaul.tools;

import org.jspecify.annotations.Nullable;

/** A method cannot be offered as a tool. The message names class, method and parameter, what is wrong, and the fix. */
public final class ToolDefinitionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ToolDefinitionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
