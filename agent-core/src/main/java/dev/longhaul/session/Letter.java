package dev.longhaul.session;

/**
 * What somebody left for a session that another process runs.
 *
 * @param number higher than that of every earlier letter to the same session; begins with 1
 * @param event what the session records when it takes the letter out
 */
public record Letter(long number, SessionEvent event) {}
