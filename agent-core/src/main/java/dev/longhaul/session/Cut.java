package dev.longhaul.session;

/**
 * Which messages of a context a boundary closes. Immutable.
 *
 * @param from the first message that is closed; those before it stay
 * @param to the first message behind that stays, or {@code size} for none
 * @param size how many messages the context has
 */
public record Cut(int from, int to, int size) {

    public Cut {
        if (from < 0 || from > to || to > size) {
            throw new IllegalArgumentException("no cut of %d messages: %d to %d".formatted(size, from, to));
        }
    }

    static Cut all(Context context) {
        int size = context.messages().size();
        return new Cut(0, size, size);
    }

    /** The same with another number of messages kept at the end. */
    public Cut keeping(int kept) {
        return new Cut(from, size - kept, size);
    }

    /** How many messages at the end stay word for word. */
    public int kept() {
        return size - to;
    }

    /** Whether messages in front stay, so that the summary stands in the middle. */
    public boolean keepsHead() {
        return from > 0;
    }

    public int closed() {
        return to - from;
    }
}
