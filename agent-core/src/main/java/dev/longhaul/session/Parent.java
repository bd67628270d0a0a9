package dev.longhaul.session;

/**
 * Whose sub-agent a session is. Immutable.
 *
 * @param sessionId the session that calls it
 * @param seq where that session's journal says so
 */
public record Parent(String sessionId, long seq) {}
