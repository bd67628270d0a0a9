package dev.longhaul.compaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Which results of calls a session has seen, so that one that comes again is known for that. A fold over the journal.
 * Immutable, and never larger than {@link #MOST}: what a result costs does not grow with the session.
 *
 * @param latest the results that came last, the latest at the end; none twice
 */
public record SeenResults(List<Seen> latest) {

    /**
     * Results remembered. The loops that are looked for come round within ten turns, and ten turns of fifty calls side by
     * side still fit; a longer memory would only cost.
     */
    public static final int MOST = 512;

    static final SeenResults NONE = new SeenResults(List.of());

    /**
     * One result.
     *
     * @param print of tool, arguments and result
     * @param behind the number of the boundary behind which it came last
     */
    public record Seen(long print, int behind) {}

    public SeenResults {
        latest = List.copyOf(latest);
    }

    /** The number of the boundary behind which this came last, or -1 if it is not remembered. */
    int behind(long print) {
        return latest.stream()
                .filter(seen -> seen.print() == print)
                .mapToInt(Seen::behind)
                .findAny()
                .orElse(-1);
    }

    SeenResults with(long print, int boundary) {
        var more = new ArrayList<Seen>(latest.size() + 1);
        latest.stream().filter(seen -> seen.print() != print).forEach(more::add);
        more.add(new Seen(print, boundary));
        return new SeenResults(more.subList(Math.max(0, more.size() - MOST), more.size()));
    }
}
