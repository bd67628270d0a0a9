package dev.longhaul.samples.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A JSON file the user gave.
 *
 * @param kind what it is to the user, such as "queue"
 */
record JsonFile(String kind, Path path) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Its one value; a missing node if the file is empty. */
    JsonNode read() {
        try {
            if (Files.isDirectory(path)) {
                throw refuse("is a directory", "name the JSON file in it");
            }
            return MAPPER.readTree(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw new SampleInputException(refusal("does not exist", "check the path, or create the file"), e);
        } catch (JsonProcessingException e) {
            throw new SampleInputException(
                    refusal("is not valid JSON" + place(e) + ": " + firstLine(e.getOriginalMessage()), "mend it there"),
                    e);
        } catch (IOException e) {
            throw new SampleInputException(
                    refusal(
                            "cannot be read: " + firstLine(String.valueOf(e.getMessage())),
                            "check its permissions, and that it is UTF-8 text"),
                    e);
        }
    }

    SampleInputException refuse(String problem, String fix) {
        return new SampleInputException(refusal(problem, fix));
    }

    private String refusal(String problem, String fix) {
        return "the " + kind + " file " + path + " " + problem + "; fix: " + fix;
    }

    private static String place(JsonProcessingException e) {
        var where = e.getLocation();
        return where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    /** Without the parser's notes to programmers, which begin at a bracket. */
    private static String firstLine(String text) {
        var line = text.lines().findFirst().orElse("no more is known");
        int notes = line.indexOf(" (start marker at [");
        return notes < 0 ? line : line.substring(0, notes);
    }

    /** What a JSON value is, for people. */
    static String kindOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case MISSING -> "nothing";
            default -> "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
