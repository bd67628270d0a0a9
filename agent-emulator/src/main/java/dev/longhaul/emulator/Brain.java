package dev.longhaul.emulator;

import org.jspecify.annotations.Nullable;

/**
 * What answers. It is shown only what a real model would see: what a summary dropped is gone.
 *
 * <p>Called from the server's threads, several at once when several clients talk to one emulator; keep no state, or
 * guard it. What it throws reaches the client as a 500 {@code api_error}, unbilled.
 */
public interface Brain {

    /** The next assistant turn. Content longer than {@link VisibleContext#maxTokens()} is cut by the emulator. */
    Answer answer(VisibleContext context);

    /**
     * The summary of everything visible. {@code <summary>} tags around it are stripped, as the service does (wire spec
     * §1.1). Both forms of compaction ask for it; what is longer than {@link VisibleContext#maxTokens()} is cut at a
     * threshold and no summary at all on demand (§2.3).
     *
     * @param instructions what the request gave in place of the default summarising prompt, or null
     * @return the summary; null or blank for a summariser that failed, e.g. because it called a tool (wire spec §1.4)
     */
    @Nullable
    String summarise(VisibleContext context, @Nullable String instructions);
}
