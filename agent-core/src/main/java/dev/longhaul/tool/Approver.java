package dev.longhaul.tool;

import java.util.Optional;

/** Who is asked about calls that need a person. Shared by all sessions of a runner, so thread-safe. */
@FunctionalInterface
public interface Approver {

    /**
     * What is said to a call. It may take its time: the session waits, and its clock runs. One that throws has said nothing.
     *
     * @return empty if nobody is there to answer; the session is suspended then, until somebody says so and resumes it
     * @throws InterruptedException if the session is cancelled, or its time is up
     */
    Optional<ApprovalAnswer> answer(ApprovalRequest request) throws InterruptedException;

    /** Nobody is there. */
    static Approver nobody() {
        return request -> Optional.empty();
    }

    /** Everything may run. */
    static Approver everything() {
        return request -> Optional.of(ApprovalAnswer.yes("a standing yes to everything"));
    }
}
