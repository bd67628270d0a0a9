package dev.longhaul.emulator;

import java.util.List;

/** One message of a {@link VisibleContext}; {@code role} is {@code user}, {@code assistant} or {@code system}. */
public record VisibleMessage(String role, List<VisibleBlock> content) {

    public VisibleMessage {
        content = List.copyOf(content);
    }
}
