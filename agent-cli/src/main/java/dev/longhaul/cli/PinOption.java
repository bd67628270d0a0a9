package dev.longhaul.cli;

import dev.longhaul.compaction.Pin;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads {@code --pin}: the name of a file, or words. */
final class PinOption {

    private static final int NAME_CHARS = 24;

    private PinOption() {}

    /**
     * The pins meant, each with a name of its own.
     *
     * @throws IllegalArgumentException if one looks like a file that does not exist
     */
    static List<Pin> parse(List<String> values) {
        var pins = new LinkedHashMap<String, Pin>();
        for (var value : values) {
            var pin = parse(value);
            var clash = pins.get(pin.name());
            if (pin instanceof Pin.Text text && clash != null && !clash.equals(pin)) {
                pin = Pin.text(text.name() + " (" + (pins.size() + 1) + ")", text.text());
            }
            pins.put(pin.name(), pin);
        }
        return List.copyOf(pins.values());
    }

    /**
     * The pin meant.
     *
     * @throws IllegalArgumentException if it looks like a file that does not exist
     */
    static Pin parse(String value) {
        if (isFile(value)) {
            return Pin.file(Path.of(value));
        }
        if (looksLikePath(value)) {
            throw new IllegalArgumentException("--pin " + value
                    + ": there is no such file; to pin words, write them as a" + " sentence with spaces");
        }
        return Pin.text(name(value), value);
    }

    private static String name(String words) {
        var line = words.strip().replaceAll("\\s+", " ");
        return line.length() <= NAME_CHARS
                ? line
                : line.substring(0, NAME_CHARS).strip() + "...";
    }

    /** Whether that names a file there is. */
    static boolean isFile(String value) {
        try {
            return Files.isRegularFile(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean looksLikePath(String value) {
        return !value.isBlank()
                && value.chars().noneMatch(Character::isWhitespace)
                && (value.contains("/") || value.matches(".*\\.[A-Za-z]{1,5}"));
    }
}
