package dev.longhaul.session;

import dev.longhaul.model.Usage;

/**
 * What became of the probe of a summary: a call that asks a model what the summary lost. Immutable.
 *
 * @param said the model's words, one fact a line; empty if it said none that can be used
 * @param cost what the probe was billed
 * @param note why it said nothing; empty if it answered
 */
public record Probed(String said, Usage cost, String note) {

    /** Asked, and not answered yet; a crash may leave it so, and it is not asked again. */
    static final Probed UNANSWERED = failed("it was broken off");

    static Probed failed(String why) {
        return new Probed("", Usage.NONE, "the probe failed: " + why + "; taken as nothing found");
    }

    Probed costing(Usage billed) {
        return new Probed(said, billed, note);
    }
}
