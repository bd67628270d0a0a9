package dev.longhaul.compaction.retention;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What became of facts that were put back. A fold over boundaries and replies, so it survives with the journal. Immutable.
 *
 * @param entries the highest rank first, at most {@link #MOST_ENTRIES}
 */
public record ReinjectionHistory(List<Entry> entries) {

    /** Facts remembered; those of lowest rank are forgotten first. */
    public static final int MOST_ENTRIES = 500;

    public static final ReinjectionHistory NONE = new ReinjectionHistory(List.of());

    private static final int TIMES_TO_PROMOTE = 3;
    private static final int USES_TO_PROMOTE = 2;
    private static final int TIMES_TO_AGE = 2;

    /**
     * One fact.
     *
     * @param times how often it was put back
     * @param uses in how many replies the assistant used it since
     * @param rank at the last time
     * @param origin where it was said before it was put back the first time: what it is for
     */
    public record Entry(Fact fact, int times, int uses, double rank, RankedFact.Origin origin) {

        private boolean isUsedIn(StandingIndex said) {
            return said.has(fact) || isObeyedIn(said);
        }

        /** A rule is not said again but obeyed: the codes and numbers it names are used, if it names any. */
        private boolean isObeyedIn(StandingIndex said) {
            if (fact.kind() != FactKind.OBLIGATION || fact.text().endsWith("?")) {
                return false;
            }
            var named = FactParts.of(fact).stream()
                    .filter(part -> part.kind().isBare())
                    .toList();
            return !named.isEmpty() && named.stream().allMatch(said::has);
        }

        private Entry usedOnceMore() {
            return new Entry(fact, times, uses + 1, rank, origin);
        }

        /** Put back and used so often that it should stand always. */
        public boolean isPromoted() {
            return times >= TIMES_TO_PROMOTE && uses >= USES_TO_PROMOTE;
        }

        /** Put back more than once and never used. */
        public boolean isAgedOut() {
            return times >= TIMES_TO_AGE && uses == 0;
        }
    }

    public ReinjectionHistory {
        entries = List.copyOf(entries);
    }

    /** These facts were put back at a boundary. */
    public ReinjectionHistory reinjected(List<RankedFact> facts) {
        if (facts.isEmpty()) {
            return this;
        }
        var known = new LinkedHashMap<Fact, Entry>();
        entries.forEach(entry -> known.put(entry.fact(), entry));
        for (var ranked : facts) {
            known.merge(
                    ranked.fact(),
                    new Entry(ranked.fact(), 1, 0, ranked.rank(), ranked.origin()),
                    (old, now) -> new Entry(old.fact(), old.times() + 1, old.uses(), now.rank(), old.origin()));
        }
        return new ReinjectionHistory(known.values().stream()
                .sorted(Comparator.comparingDouble(Entry::rank).reversed())
                .limit(MOST_ENTRIES)
                .toList());
    }

    /** A message came; if it is the assistant's, what its words and arguments say was used. */
    public ReinjectionHistory replied(Message message) {
        if (entries.isEmpty() || message.role() != Role.ASSISTANT) {
            return this;
        }
        var said = StandingIndex.of(StandingText.of(List.of(spoken(message))), Extractors.standard());
        var next = new ArrayList<Entry>(entries.size());
        for (var entry : entries) {
            next.add(entry.isUsedIn(said) ? entry.usedOnceMore() : entry);
        }
        return next.equals(entries) ? this : new ReinjectionHistory(next);
    }

    /** A summary within the message is no use. */
    private static Message spoken(Message message) {
        return Message.assistant(message.content().stream()
                .filter(block -> !(block instanceof Block.Compaction))
                .toList());
    }

    /**
     * Facts with the words in which they were first said. Behind a boundary only a bare name may be left of those, in a list
     * or in a call, and a name does not tell what it is for.
     */
    List<RankedFact> asFirstSaid(List<RankedFact> facts) {
        var origins = new HashMap<Fact, RankedFact.Origin>();
        for (var entry : entries) {
            if (!entry.origin().context().isEmpty()) {
                origins.put(entry.fact(), entry.origin());
            }
        }
        return origins.isEmpty()
                ? facts
                : facts.stream()
                        .map(fact -> fact.from(origins.getOrDefault(fact.fact(), fact.origin())))
                        .toList();
    }

    /** Facts that should stand behind every boundary, the highest rank first. */
    public List<Fact> promoted() {
        return entries.stream().filter(Entry::isPromoted).map(Entry::fact).toList();
    }

    /** Facts not worth putting back any more. */
    public List<Fact> agedOut() {
        return entries.stream().filter(Entry::isAgedOut).map(Entry::fact).toList();
    }
}
