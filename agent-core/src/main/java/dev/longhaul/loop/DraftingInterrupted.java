package dev.longhaul.loop;

/** Carries an interrupt out of the ladder, whose rungs are tried by functions that throw nothing. */
final class DraftingInterrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DraftingInterrupted(InterruptedException cause) {
        super(cause);
    }

    InterruptedException interrupt() {
        return getCause() instanceof InterruptedException e ? e : new InterruptedException();
    }
}
