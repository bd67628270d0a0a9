package dev.longhaul.compaction;

/**
 * A user's say at a boundary. Hooks run in the order they were added, after the built-in checks, on a thread of their own; the
 * first decision other than {@link Decision#accept()} stands. One that throws, returns null or takes too long is noted in the
 * journal and counts as accept.
 */
@FunctionalInterface
public interface CheckpointHook {

    /**
     * Decides at a boundary whose summary is going to be taken.
     *
     * @throws Exception is noted, and counts as accept
     */
    Decision at(Checkpoint checkpoint) throws Exception;

    /**
     * Is told of a boundary whose summary is not going to be taken. Accept, the default, lets the checkpoint do what it {@linkplain
     * FailedCompaction#planned() planned}; {@code resummarise} is good for two tries in a row; once the ladder has {@linkplain
     * FailedCompaction#isFinal() come to its end}, only {@code wrapUp} and {@code stop} are heard.
     *
     * @throws Exception is noted, and counts as accept
     */
    default Decision atFailure(FailedCompaction failure) throws Exception {
        return Decision.accept();
    }
}
