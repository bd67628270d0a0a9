package dev.longhaul.emulator.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the blocks of the on-demand form and knows them again (wire spec §2.4), also those of another process with the
 * same key. A signature holds a digest of the content, one of {@code tool_changes}, one of all other fields, and an
 * HMAC over the three: so it can tell what was edited. Thread-safe.
 */
public final class BlockSigner {

    private static final String HMAC = "HmacSHA256";
    private static final int DIGEST_BYTES = 32;
    private static final int SIGNED_BYTES = 3 * DIGEST_BYTES;
    private static final List<String> NOT_THE_REST =
            List.of("type", "content", "tool_changes", "signature", "cache_control");

    private final SecretKeySpec key;

    public BlockSigner(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** What a signature says of the block that carries it. */
    public enum Verdict {
        GENUINE,
        FORGED,
        CONTENT_EDITED,
        TOOL_CHANGES_EDITED,
        OTHER_FIELDS_EDITED
    }

    /** Puts the signature on a finished block: a later change to any field but {@code cache_control} shows. */
    public void sign(ObjectNode block) {
        byte[] signed = digests(block);
        byte[] whole = ByteBuffer.allocate(SIGNED_BYTES + DIGEST_BYTES)
                .put(signed)
                .put(hmac(signed))
                .array();
        block.put("signature", Base64.getEncoder().encodeToString(whole));
    }

    public Verdict verify(ObjectNode block) {
        byte[] whole = decoded(block.path("signature"));
        if (whole.length != SIGNED_BYTES + DIGEST_BYTES) {
            return Verdict.FORGED;
        }
        byte[] signed = Arrays.copyOf(whole, SIGNED_BYTES);
        if (!MessageDigest.isEqual(hmac(signed), Arrays.copyOfRange(whole, SIGNED_BYTES, whole.length))) {
            return Verdict.FORGED;
        }
        int edited = Arrays.mismatch(signed, digests(block));
        if (edited < 0) {
            return Verdict.GENUINE;
        }
        return switch (edited / DIGEST_BYTES) {
            case 0 -> Verdict.CONTENT_EDITED;
            case 1 -> Verdict.TOOL_CHANGES_EDITED;
            default -> Verdict.OTHER_FIELDS_EDITED;
        };
    }

    /** No bytes for what is no signature, or not in the very form it was handed out in. */
    private static byte[] decoded(JsonNode signature) {
        try {
            byte[] bytes = Base64.getDecoder().decode(signature.asText());
            boolean exact = Base64.getEncoder().encodeToString(bytes).equals(signature.asText());
            return signature.isTextual() && exact ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] digests(ObjectNode block) {
        ObjectNode rest = block.deepCopy().remove(NOT_THE_REST);
        return ByteBuffer.allocate(SIGNED_BYTES)
                .put(digest(block.path("content")))
                .put(digest(block.path("tool_changes")))
                .put(digest(rest))
                .array();
    }

    private static byte[] digest(JsonNode part) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(Json.canonical(part).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private byte[] hmac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
