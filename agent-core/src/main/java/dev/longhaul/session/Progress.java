package dev.longhaul.session;

/**
 * How the work goes.
 *
 * @param turns replies that did work
 * @param lastText the last words the model said
 * @param cutOff replies in a row that were not whole: cut off, or interrupted by the provider
 * @param overflown whether the context was found too large for the model's window, and no reply came since
 */
public record Progress(int turns, String lastText, int cutOff, boolean overflown) {
    static final Progress NONE = new Progress(0, "", 0, false);

    Progress whole() {
        return new Progress(turns, lastText, 0, false);
    }

    Progress overflow() {
        return new Progress(turns, lastText, cutOff, true);
    }
}
