package dev.longhaul.compaction;

/**
 * A user's say at a boundary whose summary can be used; one without a summary, or one that frees nothing, is not put to it. Hooks run in the order they were added, after the built-in checks, on a thread of their own;
 * the first decision other than {@link Decision#accept()} stands. One that throws or takes too long is noted in the journal
 * and counts as accept.
 */
@FunctionalInterface
public interface CheckpointHook {

    /**
     * @throws Exception is noted, and counts as accept
     */
    Decision at(Checkpoint checkpoint) throws Exception;
}
