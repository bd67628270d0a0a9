package dev.longhaul.session;

/**
 * The right to write one session's journal, until somebody else is given it.
 *
 * @param epoch which giving this is: each later one of the same session has a higher number, whoever holds it
 * @param holder who was given it
 */
public record Lease(String sessionId, long epoch, Holder holder) {}
