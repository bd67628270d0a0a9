package dev.longhaul.compaction.retention;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import java.util.ArrayList;
import java.util.List;

/** The words of messages as the inspector reads them: JSON as its values, blocks apart. Pure. */
public final class StandingText {

    private StandingText() {}

    /** All that these messages say; thinking and unknown blocks are left out. */
    public static String of(List<Message> messages) {
        var parts = new ArrayList<CharSequence>();
        for (var message : messages) {
            for (var block : message.content()) {
                switch (block) {
                    case Block.Text text -> parts.add(text.text());
                    case Block.ToolUse use ->
                        parts.add(JsonValues.of(use.input().text()));
                    case Block.ToolResult result -> parts.add(JsonValues.orText(result.text()));
                    case Block.Compaction compaction ->
                        parts.add(compaction.summary() == null ? "" : compaction.summary());
                    case Block.Thinking thinking -> {}
                    case Block.Opaque opaque -> {}
                }
            }
        }
        return String.join("\n\n", parts);
    }
}
