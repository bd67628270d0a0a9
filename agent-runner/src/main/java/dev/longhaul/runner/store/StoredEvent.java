package dev.longhaul.runner.store;

/**
 * An event as it is written, its place in the chain aside.
 *
 * @param at when, as {@link java.time.Instant#toString} spells it
 * @param type as the format names it
 * @param payload the event in UTF-8
 * @param payloadHash SHA-256 of the payload, in hex
 */
@SuppressWarnings("ArrayRecordComponent") // Made, written and forgotten; nobody compares two.
record StoredEvent(long seq, String at, String type, byte[] payload, String payloadHash) {}
