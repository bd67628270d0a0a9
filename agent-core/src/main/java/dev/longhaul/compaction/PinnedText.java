package dev.longhaul.compaction;

/** A pin as it is shown to the model. */
public record PinnedText(String name, String text) {

    /** The pin with its name around it, so that the model can tell it from what else is said. */
    public String rendered() {
        return "<pinned name=\"" + name + "\">\n" + text + "\n</pinned>";
    }
}
