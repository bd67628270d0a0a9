package dev.longhaul.runner.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hashes that tie each event to the one before it. All are SHA-256 in lower-case hex, over text, so that anybody can
 * reckon them again with the tools at hand.
 */
final class HashChain {

    /** What stands for the event before the first. */
    static final String ORIGIN = "0".repeat(64);

    private HashChain() {}

    static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The hash of an event behind the one whose hash is {@code previous}. */
    static String link(String previous, String sessionId, long seq, String at, String type, String payloadHash) {
        var lines = String.join("\n", previous, sessionId, Long.toString(seq), at, type, payloadHash);
        return of(lines.getBytes(StandardCharsets.UTF_8));
    }
}
