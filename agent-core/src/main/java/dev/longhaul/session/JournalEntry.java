package dev.longhaul.session;

import java.time.Instant;

/**
 * One event in its place.
 *
 * @param seq from 1, without gaps
 * @param at when it was recorded
 */
public record JournalEntry(long seq, Instant at, SessionEvent event) {}
