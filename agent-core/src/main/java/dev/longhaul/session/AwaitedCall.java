package dev.longhaul.session;

import dev.longhaul.model.TextCut;
import dev.longhaul.tool.ToolCall;

/**
 * A call that waits for a person.
 *
 * @param why a person is asked, in words for people
 */
public record AwaitedCall(ToolCall call, String why) {

    private static final int SHOWN = 200;

    /** What would run and why somebody is asked, on one line. */
    public String words() {
        return "%s %s (%s)".formatted(call.name(), TextCut.start(call.input().text(), SHOWN), why);
    }
}
