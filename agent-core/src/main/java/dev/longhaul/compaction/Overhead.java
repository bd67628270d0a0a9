package dev.longhaul.compaction;

/**
 * What stands in every context and no compaction can free. All sizes are estimates in tokens.
 *
 * @param system the standing instructions
 * @param tools what the tools are described with
 * @param pins all pinned text
 * @param continuation the rest of the message behind a boundary: its lead, and facts put back
 */
public record Overhead(long system, long tools, long pins, long continuation) {

    /** Nothing stands but what was said. */
    public static final Overhead NONE = new Overhead(0, 0, 0, 0);

    public long total() {
        return system + tools + pins + continuation;
    }

    /** The sizes, each by its name: {@code system 1,000, tools 2,000, pins 30,000, continuation 50 tokens}. */
    public String words() {
        return "system %,d, tools %,d, pins %,d, continuation %,d tokens".formatted(system, tools, pins, continuation);
    }
}
