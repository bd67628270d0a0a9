package dev.longhaul.runner;

import dev.longhaul.compaction.Continuation;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.model.TextSize;
import dev.longhaul.session.AgentSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What can be known to fail later is refused now, before anything is spent. */
final class StartCheck {

    /** A low guess of characters per token would refuse agents that work; this one is near English prose. */
    private static final double CHARS_PER_TOKEN = 4;

    private StartCheck() {}

    /**
     * The pins that stand in the opening message beside the task.
     *
     * @throws IllegalArgumentException if a pinned file cannot be read or the fixed part does not fit below the trigger
     */
    static List<PinnedText> opening(AgentSettings settings, PinReader reader, String task) {
        settings.pins().forEach(StartCheck::requireReadable);
        var all = reader.read(settings.pins(), task, List.of());
        requireRoom(settings, all);
        // The task is the opening message itself.
        var beside = settings.pins().stream()
                .filter(pin -> !(pin instanceof Pin.Task))
                .toList();
        return reader.read(beside, task, List.of());
    }

    private static void requireReadable(Pin pin) {
        if (pin instanceof Pin.File file) {
            try {
                Files.readString(file.path());
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "the pinned file " + file.path() + " cannot be read ("
                                + e.getClass().getSimpleName() + "): give a text file that exists, or take the pin out",
                        e);
            }
        }
    }

    private static void requireRoom(AgentSettings settings, List<PinnedText> pins) {
        if (!settings.compaction().isOn()) {
            return;
        }
        long system = tokens(settings.system().length());
        long tools = tokens(settings.tools().stream().mapToLong(TextSize::of).sum());
        long pinned = tokens(Continuation.text(pins).length());
        long trigger = settings.compaction().triggerTokens();
        if (system + tools + pinned >= trigger) {
            throw new IllegalArgumentException(
                    ("system (%,d), tools (%,d) and pins (%,d) take about %,d tokens, which no compaction can free, and the"
                                    + " compaction trigger is %,d: pin less, or compact later")
                            .formatted(system, tools, pinned, system + tools + pinned, trigger));
        }
    }

    private static long tokens(long chars) {
        return (long) Math.ceil(chars / CHARS_PER_TOKEN);
    }
}
