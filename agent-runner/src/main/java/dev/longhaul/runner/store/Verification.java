package dev.longhaul.runner.store;

/** What became of checking a session's journal against its hashes. */
public sealed interface Verification {

    /**
     * Every event is what was written, in its place, and none is missing.
     *
     * @param events how many there are
     * @param hash of the last one. Whoever noted an earlier one elsewhere can prove that nothing before it was changed
     */
    record Sound(long events, String hash) implements Verification {}

    /**
     * The journal is what was written, and what lists show of the session is something else.
     *
     * @param events how many there are
     * @param what is wrong, in words
     */
    record ListedWrongly(long events, String what) implements Verification {}

    /**
     * The journal and its entry in lists are what was written, and what was left for the session cannot be read.
     *
     * @param events how many there are
     * @param letter its number; 1 or more
     * @param what is wrong, in words
     */
    record LetterUnreadable(long events, long letter, String what) implements Verification {}

    /**
     * Something was changed behind the store's back.
     *
     * @param seq the first event that is not what was written, or is missing
     * @param what is wrong with it, in words
     */
    record Damaged(long seq, String what) implements Verification {}
}
