package dev.longhaul.emulator.internal.engine;

import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.internal.wire.Digest;
import dev.longhaul.emulator.internal.wire.Ttl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prompt cache of wire spec §6.5: entries are prefixes, written only at breakpoints, found from a breakpoint up to
 * twenty pieces back, refreshed by reading. Thread-safe.
 */
public final class PromptCache {

    private static final int MINIMUM_TOKENS = 1_024;
    private static final int LOOKBACK = 20;

    private final InstantSource clock;
    private final Tokenizer tokenizer;
    private final Map<String, Entry> entries = new HashMap<>();

    public PromptCache(InstantSource clock, Tokenizer tokenizer) {
        this.clock = clock;
        this.tokenizer = tokenizer;
    }

    /** Splits a prompt's tokens into their classes, which add up to all of them; {@code output} is 0. */
    synchronized Totals charge(Prompt prompt) {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> !entry.expires().isAfter(now));
        Prefixes prefixes = new Prefixes(prompt, tokenizer);
        int hit = lastHit(prefixes);
        int longLived = hit;
        int written = hit;
        for (int i = hit + 1; i < prefixes.size(); i++) {
            Ttl ttl = prefixes.breakpoint(i);
            if (ttl != null && prefixes.tokensTo(i) >= MINIMUM_TOKENS) {
                written = i;
                longLived = ttl == Ttl.ONE_HOUR ? i : longLived;
            }
        }
        keep(prefixes, hit, now);
        int read = prefixes.tokensTo(hit);
        int toLongLived = prefixes.tokensTo(longLived);
        int toWritten = prefixes.tokensTo(written);
        return new Totals(prefixes.total() - toWritten, 0, toWritten - toLongLived, toLongLived - read, read);
    }

    private int lastHit(Prefixes prefixes) {
        for (int i = prefixes.size() - 1; i >= 0; i--) {
            if (prefixes.breakpoint(i) == null) {
                continue;
            }
            for (int j = i; j >= 0 && j > i - LOOKBACK; j--) {
                if (entries.containsKey(prefixes.key(j))) {
                    return j;
                }
            }
        }
        return -1;
    }

    private void keep(Prefixes prefixes, int hit, Instant now) {
        for (int i = 0; i < prefixes.size(); i++) {
            Ttl ttl = prefixes.breakpoint(i);
            Entry known = entries.get(prefixes.key(i));
            if (known != null && (i == hit || ttl != null)) {
                entries.put(prefixes.key(i), Entry.of(known.ttl(), now));
            } else if (ttl != null && prefixes.tokensTo(i) >= MINIMUM_TOKENS) {
                entries.put(prefixes.key(i), Entry.of(ttl, now));
            }
        }
    }

    private record Entry(Ttl ttl, Instant expires) {

        static Entry of(Ttl ttl, Instant now) {
            return new Entry(ttl, now.plus(ttl.duration()));
        }
    }

    /** All prefixes of a prompt: a chained digest and the tokens up to each piece. */
    private static final class Prefixes {

        private final Prompt prompt;
        private final String[] keys;
        private final int[] tokens;

        Prefixes(Prompt prompt, Tokenizer tokenizer) {
            this.prompt = prompt;
            keys = new String[prompt.segments().size()];
            tokens = new int[keys.length];
            String key = prompt.model();
            long characters = 0;
            for (int i = 0; i < keys.length; i++) {
                Segment segment = prompt.segments().get(i);
                key = Digest.of(key + segment.identity());
                characters += segment.characters();
                keys[i] = key;
                tokens[i] = tokenizer.tokens(characters);
            }
        }

        int size() {
            return keys.length;
        }

        String key(int index) {
            return keys[index];
        }

        @Nullable
        Ttl breakpoint(int index) {
            return prompt.segments().get(index).breakpoint();
        }

        int tokensTo(int index) {
            return index < 0 ? 0 : tokens[index];
        }

        int total() {
            return tokensTo(keys.length - 1);
        }
    }
}
