package dev.longhaul.session;

import java.time.Instant;

/**
 * Who runs a session: for people who have to find that process. Nothing is decided by it.
 *
 * @param host the machine's name
 * @param pid the process id there
 * @param since when it took the session
 */
public record Holder(String host, long pid, Instant since) {

    /** In words: {@code process 4711 on build-7, since 2026-11-21T08:00:00Z}. */
    public String words() {
        return "process " + pid + " on " + host + ", since " + since;
    }
}
