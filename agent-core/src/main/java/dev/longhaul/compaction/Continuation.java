package dev.longhaul.compaction;

import java.util.ArrayList;
import java.util.List;

/** The one message that leads from a boundary back into the work. Pure. */
public final class Continuation {

    private static final String LEAD =
            "The conversation before this point was compacted into the summary above. Continue the work from there.";
    private static final String PINNED = "What follows is pinned: it is quoted word for word and still holds.";

    private Continuation() {}

    /** The words, with every pin once, in order. */
    public static String text(List<PinnedText> pins) {
        return text(pins, "");
    }

    /** The words, with every pin once, in order, then the facts that the summary lost; empty text for none. */
    public static String text(List<PinnedText> pins, String facts) {
        var parts = new ArrayList<String>();
        parts.add(pins.isEmpty() ? LEAD : LEAD + " " + PINNED);
        pins.forEach(pin -> parts.add(pin.rendered()));
        if (!facts.isEmpty()) {
            parts.add(facts);
        }
        return String.join("\n\n", parts);
    }
}
