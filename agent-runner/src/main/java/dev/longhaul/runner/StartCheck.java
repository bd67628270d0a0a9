package dev.longhaul.runner;

import dev.longhaul.compaction.Continuation;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinSources;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.model.TextSize;
import dev.longhaul.session.AgentSettings;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What can be known to fail later is refused now, before anything is spent. */
final class StartCheck {

    /** A low guess of characters per token would refuse agents that work; this one is near English prose. */
    private static final double CHARS_PER_TOKEN = 4;

    private static final int PINS_NAMED = 3;

    private StartCheck() {}

    /**
     * The pins that stand in the opening message beside the task.
     *
     * @throws IllegalArgumentException if a pinned file cannot be read, or what may stand behind a boundary does not fit below
     *     the trigger
     */
    static List<PinnedText> opening(AgentSettings settings, PinReader reader, PinSources sources) {
        settings.pins().forEach(StartCheck::requireReadable);
        requireRoom(settings, reader.read(settings.pins(), sources));
        // The task is the opening message itself.
        var beside = settings.pins().stream()
                .filter(pin -> !(pin instanceof Pin.Task))
                .toList();
        return reader.read(beside, sources);
    }

    private static void requireReadable(Pin pin) {
        if (pin instanceof Pin.File file) {
            try {
                new PinnedFiles().begin(file.path(), file.mostChars());
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "the pinned file " + file.path() + " cannot be read ("
                                + e.getClass().getSimpleName() + ": " + e.getMessage()
                                + "): give a text file that exists, or take the pin out",
                        e);
            }
        }
    }

    /** Pins, system and tools stand behind every boundary, the kept tail and the facts put back may: the rest is for work. */
    private static void requireRoom(AgentSettings settings, List<PinnedText> pins) {
        var compaction = settings.compaction();
        if (!compaction.isOn()) {
            return;
        }
        long system = tokens(settings.system().length());
        long tools = tokens(settings.tools().stream().mapToLong(TextSize::of).sum());
        long pinned = tokens(Continuation.text(pins).length());
        long fixed = system + tools + pinned;
        long all = fixed + compaction.tailTokens() + compaction.reinjectTokens();
        if (all >= compaction.triggerTokens()) {
            throw new IllegalArgumentException(
                    ("system (%,d), tools (%,d), pins (%,d: %s), kept tail (up to %,d) and facts put back (up to %,d) take about"
                                    + " %,d tokens, which no compaction can free, and the compaction trigger is %,d: %s")
                            .formatted(
                                    system,
                                    tools,
                                    pinned,
                                    largest(pins),
                                    compaction.tailTokens(),
                                    compaction.reinjectTokens(),
                                    all,
                                    compaction.triggerTokens(),
                                    fix(fixed < compaction.triggerTokens())));
        }
    }

    private static String largest(List<PinnedText> pins) {
        var named = pins.stream()
                .sorted(Comparator.comparingInt(
                                (PinnedText pin) -> pin.rendered().length())
                        .reversed())
                .limit(PINS_NAMED)
                .map(pin -> "%s %,d".formatted(pin.name(), tokens(pin.rendered().length())))
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "none" : pins.size() > PINS_NAMED ? named + ", ..." : named;
    }

    private static String fix(boolean allowancesAreToBlame) {
        return allowancesAreToBlame
                ? "lower Compaction.keepTail(tokens) or Compaction.reinject(tokens), pin less, or compact later"
                : "pin less, or compact later";
    }

    private static long tokens(long chars) {
        return (long) Math.ceil(chars / CHARS_PER_TOKEN);
    }
}
