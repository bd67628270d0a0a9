package dev.longhaul.model;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * An image that a model is shown as part of a result. Immutable.
 *
 * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/gif} or {@code image/webp}; others are shown to no model
 * @param base64 its bytes, without line ends
 */
public record Image(String mediaType, String base64) {

    /** For how many characters an image stands in estimates: some 1,600 tokens, as the largest that is not scaled down. */
    public static final int CHARS = 5_600;

    /** The Messages API takes 5 MB of base64 an image. In bytes of the image itself. */
    public static final int MOST_BYTES = 5 * 1024 * 1024 / 4 * 3;

    /** A request with more than 20 images takes none with a longer side; a long session may come to that. In pixels. */
    public static final int LONGEST_SIDE = 2_000;

    /**
     * An image by its bytes, which say of what kind it is.
     *
     * @return empty if they are none of the four kinds
     */
    public static Optional<Image> of(byte[] content) {
        return ImageHeader.of(content)
                .map(header -> new Image(header.mediaType(), Base64.getEncoder().encodeToString(content)));
    }

    /** Whether a file that begins so is an image of one of the four kinds; twelve bytes are enough. */
    public static boolean isBeginning(byte[] head) {
        return ImageHeader.isBeginning(head);
    }

    /** How many bytes it has. */
    public int bytes() {
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return base64.length() / 4 * 3 - padding;
    }

    /**
     * Why no model can be shown it, if so, in words for the model. A provider would refuse every request it stands in, and so
     * end the session.
     */
    public Optional<String> problem() {
        if (bytes() > MOST_BYTES) {
            return Optional.of(String.format(
                    Locale.ROOT, "it has %,d bytes, and %,d are the most: make it smaller first", bytes(), MOST_BYTES));
        }
        var header = header();
        if (header.isEmpty()) {
            return Optional.of("its bytes are no PNG, JPEG, GIF or WebP image: convert it first");
        }
        if (!header.get().mediaType().equals(mediaType)) {
            return Optional.of(
                    "it is said to be " + mediaType + " and is " + header.get().mediaType());
        }
        return Math.max(header.get().width(), header.get().height()) > LONGEST_SIDE
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "it is %s, and %,d are the most for a side: scale it down first",
                        header.get().size(),
                        LONGEST_SIDE))
                : Optional.empty();
    }

    private Optional<ImageHeader> header() {
        try {
            return ImageHeader.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What it is, for who cannot see it. */
    public String words() {
        var size = header().map(header -> ", " + header.size()).orElse("");
        return String.format(Locale.ROOT, "%s%s, %,d bytes", mediaType, size, bytes());
    }

    /** Without its bytes, which nobody wants to read. */
    @Override
    public String toString() {
        return "Image[" + words() + "]";
    }
}
