package dev.longhaul.tools;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a model is told of bytes it cannot be shown. Pure. */
final class Binary {

    private Binary() {}

    /**
     * The words.
     *
     * @param kind what they are, in a word
     * @param mediaType null if unknown
     */
    static String words(String kind, @Nullable String mediaType, byte[] bytes) {
        return String.format(
                Locale.ROOT,
                "(%s, which cannot be shown: %s%,d bytes, SHA-256 %s)",
                kind,
                mediaType == null ? "" : mediaType + ", ",
                bytes.length,
                sha256(bytes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
