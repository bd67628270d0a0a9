package dev.longhaul.compaction.retention;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import java.util.ArrayList;
import java.util.List;

/** Cuts messages into pieces with one speaker each. Thinking and unknown blocks are left out: they are signed or opaque. Pure. */
final class TextUnits {

    private static final String PIN = "<pinned name=\"";
    private static final String TASK = PIN + "task\"";
    private static final String PIN_END = "</pinned>";

    private final List<TextUnit> units = new ArrayList<>();

    private TextUnits() {}

    static List<TextUnit> of(List<Message> messages) {
        var cut = new TextUnits();
        int answer = lastAnswer(messages);
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            for (var block : message.content()) {
                cut.add(message.role(), block, i, i > answer);
            }
        }
        return cut.units;
    }

    /** The last message with which the assistant ended a turn, so that what was asked before has had its answer; -1 if none. */
    private static int lastAnswer(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            var message = messages.get(i);
            boolean answer = message.role() == Role.ASSISTANT
                    && message.blocks(Block.Text.class).findAny().isPresent()
                    && message.blocks(Block.ToolUse.class).findAny().isEmpty();
            if (answer) {
                return i;
            }
        }
        return -1;
    }

    private void add(Role role, Block block, int message, boolean open) {
        switch (block) {
            case Block.Text text when role == Role.USER -> user(text.text(), message, open);
            case Block.Text text -> add(Speaker.ASSISTANT, message, text.text(), open);
            case Block.ToolUse use ->
                add(Speaker.CALL, message, JsonValues.of(use.input().text()), open);
            case Block.ToolResult result -> add(Speaker.RESULT, message, JsonValues.orText(result.text()), open);
            case Block.Compaction compaction -> {
                if (compaction.summary() != null) {
                    add(Speaker.SUMMARY, message, compaction.summary(), open);
                }
            }
            case Block.Thinking thinking -> {}
            case Block.Opaque opaque -> {}
        }
    }

    private void add(Speaker speaker, int message, CharSequence text, boolean open) {
        if (!text.isEmpty()) {
            units.add(new TextUnit(speaker, message, text, open));
        }
    }

    /** What stands in the user's name is not all the user's: pins and restored facts are ours. */
    private void user(String text, int message, boolean open) {
        int at = 0;
        int pin = text.indexOf(PIN);
        int facts = text.indexOf(FactBlock.OPEN);
        while (pin >= 0 || facts >= 0) {
            boolean pinFirst = facts < 0 || (pin >= 0 && pin < facts);
            int start = pinFirst ? pin : facts;
            int close = text.indexOf(pinFirst ? PIN_END : FactBlock.CLOSE, start);
            if (close < 0) {
                break;
            }
            add(Speaker.USER, message, text.substring(at, start), open);
            var speaker = pinFirst ? pinned(text, pin) : Speaker.CARRIED;
            add(speaker, message, text.substring(start, close), open);
            at = close;
            pin = pin >= 0 && pin < at ? text.indexOf(PIN, at) : pin;
            facts = facts >= 0 && facts < at ? text.indexOf(FactBlock.OPEN, at) : facts;
        }
        add(Speaker.USER, message, text.substring(at), open);
    }

    private static Speaker pinned(String text, int at) {
        return text.startsWith(TASK, at) ? Speaker.USER : Speaker.PINNED;
    }
}
