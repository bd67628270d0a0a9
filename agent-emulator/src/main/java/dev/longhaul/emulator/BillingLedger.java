package dev.longhaul.emulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What the emulator billed: the truth a client's own ledger is compared with. One entry per sampling, in the order
 * billed; a reply that never arrived is billed too, and so is a compaction that failed. Thread-safe and live: every call answers with what stands now.
 */
public final class BillingLedger {

    private final List<Entry> entries = new ArrayList<>();

    /** The sum of all entries, delivered or not. */
    public synchronized Totals totals() {
        return entries.stream().map(Entry::tokens).reduce(Totals.ZERO, Totals::plus);
    }

    /** A copy of all entries. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Used by the emulator. */
    public synchronized void record(Entry entry) {
        entries.add(entry);
    }

    /** Used by the emulator: the reply of this request did not reach its client whole. */
    public synchronized void undelivered(int request) {
        entries.replaceAll(entry -> entry.request() == request ? entry.lost() : entry);
    }

    /**
     * One billed sampling.
     *
     * @param request the number of the {@code POST /v1/messages} it belongs to, from 1
     * @param kind {@code message} or {@code compaction}
     * @param delivered false if the client cannot have got the reply whole, so cannot know this cost: it was lost on
     *     purpose, or the client was gone when it was sent. True says no more than that it was written to the socket
     */
    public record Entry(int request, String kind, String model, Totals tokens, boolean delivered) {

        Entry lost() {
            return new Entry(request, kind, model, tokens, false);
        }
    }

    /** Tokens by class. {@code input} is the uncached part: the classes are disjoint (wire spec §6.5). */
    public record Totals(long input, long output, long cacheWrite5m, long cacheWrite1h, long cacheRead) {

        public static final Totals ZERO = new Totals(0, 0, 0, 0, 0);

        /** Cache writes of both lifetimes. */
        public long cacheWrite() {
            return cacheWrite5m + cacheWrite1h;
        }

        /** Everything the model read: uncached, written to and read from the cache. */
        public long totalInput() {
            return input + cacheWrite() + cacheRead;
        }

        public Totals plus(Totals other) {
            return new Totals(
                    input + other.input,
                    output + other.output,
                    cacheWrite5m + other.cacheWrite5m,
                    cacheWrite1h + other.cacheWrite1h,
                    cacheRead + other.cacheRead);
        }
    }
}
