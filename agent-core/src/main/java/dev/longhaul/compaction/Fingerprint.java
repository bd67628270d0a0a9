package dev.longhaul.compaction;

/**
 * 64 bits that stand for a call and its result (FNV-1a over their characters). Pure.
 *
 * <p>Against the {@value SeenResults#MOST} remembered, a new result falls together with an old one by chance once in some 10^16;
 * whoever makes two do so on purpose could as well return the same result twice.
 */
final class Fingerprint {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprint() {}

    static long of(String... parts) {
        long hash = OFFSET;
        for (var part : parts) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * PRIME;
            }
            // Where one part ends counts: "ab" and "c" are not "a" and "bc".
            hash = (hash ^ part.length()) * PRIME;
        }
        return hash;
    }
}
