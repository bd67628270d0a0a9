package dev.longhaul.tools.workspace;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How a text file is written. What has no mark and is not valid UTF-8 is Latin-1, if it looks like text in it. */
enum Encoding {
    UTF_8_BOM("UTF-8 with a byte order mark", StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
    UTF_16LE("UTF-16 (little endian)", StandardCharsets.UTF_16LE, 0xFF, 0xFE),
    UTF_16BE("UTF-16 (big endian)", StandardCharsets.UTF_16BE, 0xFE, 0xFF),
    UTF_8("UTF-8", StandardCharsets.UTF_8),
    LATIN_1("Latin-1", StandardCharsets.ISO_8859_1);

    private final String label;
    private final Charset charset;
    private final String mark;

    Encoding(String label, Charset charset, int... mark) {
        this.label = label;
        this.charset = charset;
        this.mark = new String(mark, 0, mark.length);
    }

    String label() {
        return label;
    }

    Charset charset() {
        return charset;
    }

    /** The length of its byte order mark in bytes. */
    int markLength() {
        return mark.length();
    }

    /** The encoding of a whole file; empty if it is not text. */
    static Optional<Encoding> of(byte[] content) {
        return ofMark(content).or(() -> ofText(content)).filter(encoding -> encoding.isText(content));
    }

    /** The encoding of a file by its first bytes, which may end within a character; empty if it is not text. */
    static Optional<Encoding> ofHead(byte[] head) {
        int end = head.length;
        while (end > 0 && end > head.length - 4 && head[end - 1] < 0) {
            end--;
        }
        var whole = ofMark(head).isPresent() ? Arrays.copyOf(head, head.length & ~1) : Arrays.copyOf(head, end);
        return of(whole);
    }

    private static Optional<Encoding> ofMark(byte[] content) {
        return Arrays.stream(values())
                .filter(encoding -> !encoding.mark.isEmpty())
                .filter(encoding -> encoding.isMarkOf(content))
                .findFirst();
    }

    private boolean isMarkOf(byte[] content) {
        return new String(content, 0, Math.min(content.length, mark.length()), StandardCharsets.ISO_8859_1)
                .equals(mark);
    }

    private static Optional<Encoding> ofText(byte[] content) {
        if (UTF_8.decoded(content).isPresent()) {
            return Optional.of(UTF_8);
        }
        for (byte b : content) {
            int c = b & 0xFF;
            if (c >= 0x7F && c < 0xA0) {
                return Optional.empty();
            }
        }
        return Optional.of(LATIN_1);
    }

    /** A text holds no NUL and hardly any other control character. */
    private boolean isText(byte[] content) {
        return decoded(content).filter(text -> text.indexOf('\0') < 0).stream()
                .anyMatch(text -> 20L * text.chars().filter(Encoding::isOdd).count() <= text.length());
    }

    private static boolean isOdd(int c) {
        return c < 0x20 && (c < '\t' || c > '\r') && c != 0x1B;
    }

    /** The text without its mark; empty if some bytes are no characters. */
    Optional<String> decoded(byte[] content) {
        try {
            var bytes = ByteBuffer.wrap(content, mark.length(), content.length - mark.length());
            return Optional.of(charset.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The text of a part of a file; bytes that are no characters are marked as such. */
    String decodedLeniently(byte[] content) {
        int start = Math.min(mark.length(), content.length);
        return new String(content, start, content.length - start, charset);
    }

    /** The bytes of a file with this text; empty if it holds what cannot be written so. */
    Optional<byte[]> encoded(String text) {
        try {
            var bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            var head = mark.getBytes(StandardCharsets.ISO_8859_1);
            var content = Arrays.copyOf(head, head.length + bytes.remaining());
            bytes.get(content, head.length, bytes.remaining());
            return Optional.of(content);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
