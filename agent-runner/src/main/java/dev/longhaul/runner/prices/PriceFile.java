package dev.longhaul.runner.prices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longhaul.budget.PriceEntry;
import dev.longhaul.budget.PriceSheet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file of prices, and says what is wrong with it.
 *
 * @param name what it is to the user, such as {@code the price file /etc/prices.json}
 */
record PriceFile(String name) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The prices in the bytes of a file.
     *
     * @throws PriceFileException if not every one can be used as it is written
     * @throws IOException if the bytes are no text
     */
    PriceSheet read(byte[] json) throws IOException {
        var root = new Fields(this, "", tree(json));
        root.requireOnly(List.of("as_of", "note", "prices"));
        var asOf = root.day("as_of");
        var note = root.text("note");
        var entries = entries(root.list("prices"));
        try {
            return new PriceSheet(asOf, note, entries);
        } catch (IllegalArgumentException e) {
            throw new PriceFileException(name + " cannot be used: " + e.getMessage(), e);
        }
    }

    private JsonNode tree(byte[] json) throws IOException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw refuse("is not valid JSON" + place(e) + ": " + firstLine(e.getOriginalMessage()), "mend it there", e);
        }
    }

    private List<PriceEntry> entries(Iterable<JsonNode> prices) {
        var entries = new ArrayList<PriceEntry>();
        int number = 0;
        for (var price : prices) {
            number++;
            entries.addAll(new EntryReader(new Fields(this, " in entry " + number, price)).read());
        }
        return entries;
    }

    PriceFileException refuse(String problem, String fix) {
        return new PriceFileException(refusal(problem, fix));
    }

    PriceFileException refuse(String problem, String fix, Throwable cause) {
        return new PriceFileException(refusal(problem, fix), cause);
    }

    private String refusal(String problem, String fix) {
        return name + " " + problem + "; fix: " + fix;
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
}
