package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** The source of an image: base64 of one of four kinds and no more than 5 MB of it, or a reference (vendor's documentation). */
final class ImageCheck {

    private static final int MOST_CHARACTERS = 5 * 1024 * 1024;
    private static final int BEGINNING = 16;

    private static final Map<String, String> BEGINNINGS = Map.of(
            "image/png", "\u0089PNG",
            "image/jpeg", "\u00ff\u00d8",
            "image/gif", "GIF8",
            "image/webp", "RIFF");

    private ImageCheck() {}

    static void check(JsonNode source, String path) {
        Fields.object(source, path);
        String type = Fields.text(source, path, "type");
        if (!type.equals("base64")) {
            return;
        }
        Fields.onlyKnown(source, path, Set.of("type", "media_type", "data"));
        String mediaType = Fields.text(source, path, "media_type");
        if (!BEGINNINGS.containsKey(mediaType)) {
            throw ApiException.invalid(
                    path + ".media_type", "Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'");
        }
        data(Fields.text(source, path, "data"), mediaType, path + ".data");
    }

    private static void data(String data, String mediaType, String path) {
        if (data.length() > MOST_CHARACTERS) {
            throw ApiException.invalid(
                    path, "image exceeds 5 MB maximum: " + data.length() + " bytes > " + MOST_CHARACTERS + " bytes");
        }
        try {
            var beginning = new String(Base64.getDecoder().decode(data), StandardCharsets.ISO_8859_1);
            if (!beginning.startsWith(BEGINNINGS.getOrDefault(mediaType, ""))) {
                throw ApiException.invalid(path, "Image does not match the provided media type " + mediaType);
            }
            if (beginning.length() < BEGINNING) {
                throw ApiException.invalid(path, "Could not process image");
            }
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(path, "invalid base64 data");
        }
    }
}
