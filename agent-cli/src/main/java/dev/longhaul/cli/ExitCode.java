package dev.longhaul.cli;

import dev.longhaul.session.Outcome;

/** What the process says to its caller. Part of the contract. */
public final class ExitCode {

    public static final int COMPLETED = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int WRAPPED_UP = 3;
    public static final int STOPPED = 4;
    public static final int SUSPENDED = 5;
    public static final int CANCELLED = 130;

    private ExitCode() {}

    public static int of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed -> COMPLETED;
            case Outcome.WrappedUp wrappedUp -> WRAPPED_UP;
            case Outcome.Stopped stopped -> STOPPED;
            case Outcome.Suspended suspended -> SUSPENDED;
            case Outcome.Cancelled cancelled -> CANCELLED;
            case Outcome.Failed failed -> FAILED;
        };
    }
}
