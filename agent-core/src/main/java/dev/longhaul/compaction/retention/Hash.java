package dev.longhaul.compaction.retention;

/**
 * 64-bit hashes that stand for words and normal forms. Pure.
 *
 * <p>Facts are told apart by hash alone: among a million of them, two fall together by chance once in some forty million
 * histories, and then one fact goes unreported.
 */
final class Hash {

    static final long SEED = 0x2545F4914F6CDD1DL;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Hash() {}

    static long plus(long hash, int value) {
        long mixed = (hash + value + 1) * MULTIPLIER;
        return mixed ^ (mixed >>> 29);
    }

    /** The end of a hash; never 0, which the tables use for an empty place. */
    static long of(long hash, int salt) {
        long mixed = plus(hash, salt);
        mixed = (mixed ^ (mixed >>> 32)) * MULTIPLIER;
        mixed ^= mixed >>> 29;
        return mixed == 0 ? 1 : mixed;
    }
}
