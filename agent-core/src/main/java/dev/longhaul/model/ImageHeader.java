package dev.longhaul.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What the first bytes of an image say. Pure.
 *
 * @param width in pixels
 * @param height in pixels
 */
record ImageHeader(String mediaType, int width, int height) {

    private static final String PNG = "\u0089PNG\r\n\u001a\n";
    private static final String GIF = "GIF8";
    private static final String JPEG = "\u00ff\u00d8\u00ff";

    /** The header; empty if these are no bytes of a PNG, JPEG, GIF or WebP image. */
    static Optional<ImageHeader> of(byte[] content) {
        try {
            return read(new Bytes(content));
        } catch (ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    static boolean isBeginning(byte[] head) {
        var in = new Bytes(head);
        return in.hasAt(0, PNG)
                || in.hasAt(0, GIF)
                || (in.hasAt(0, "RIFF") && in.hasAt(8, "WEBP"))
                || in.hasAt(0, JPEG);
    }

    String size() {
        return String.format(Locale.ROOT, "%,d x %,d pixels", width, height);
    }

    private static Optional<ImageHeader> read(Bytes in) {
        if (in.hasAt(0, PNG)) {
            return whole("image/png", in.big(18, 2), in.big(22, 2));
        }
        if (in.hasAt(0, GIF)) {
            return whole("image/gif", in.little(6, 2), in.little(8, 2));
        }
        if (in.hasAt(0, "RIFF") && in.hasAt(8, "WEBP")) {
            return webp(in);
        }
        return in.hasAt(0, JPEG) ? jpeg(in) : Optional.empty();
    }

    private static Optional<ImageHeader> webp(Bytes in) {
        if (in.hasAt(12, "VP8X")) {
            return whole("image/webp", in.little(24, 3) + 1, in.little(27, 3) + 1);
        }
        if (in.hasAt(12, "VP8L")) {
            int sides = in.little(21, 4);
            return whole("image/webp", (sides & 0x3FFF) + 1, ((sides >> 14) & 0x3FFF) + 1);
        }
        return whole("image/webp", in.little(26, 2) & 0x3FFF, in.little(28, 2) & 0x3FFF);
    }

    /** Goes from segment to segment to the one that begins the frame. */
    private static Optional<ImageHeader> jpeg(Bytes in) {
        int at = 2;
        while (in.big(at, 1) == 0xFF) {
            int marker = in.big(at + 1, 1);
            boolean isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (isFrame) {
                return whole("image/jpeg", in.big(at + 7, 2), in.big(at + 5, 2));
            }
            boolean isFilling = marker == 0xFF;
            at += isFilling ? 1 : 2 + in.big(at + 2, 2);
        }
        return Optional.empty();
    }

    private static Optional<ImageHeader> whole(String mediaType, int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new ImageHeader(mediaType, width, height)) : Optional.empty();
    }

    /** Numbers in bytes; whoever reads too far gets an {@link ArrayIndexOutOfBoundsException}. */
    private static final class Bytes {

        private final byte[] content;

        Bytes(byte[] content) {
            this.content = content;
        }

        boolean hasAt(int at, String letters) {
            return content.length >= at + letters.length()
                    && new String(content, at, letters.length(), StandardCharsets.ISO_8859_1).equals(letters);
        }

        int big(int at, int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                value = (value << 8) | (content[at + i] & 0xFF);
            }
            return value;
        }

        int little(int at, int count) {
            int value = 0;
            for (int i = count - 1; i >= 0; i--) {
                value = (value << 8) | (content[at + i] & 0xFF);
            }
            return value;
        }
    }
}
