package dev.longhaul.tool;

import dev.longhaul.model.Json;
import dev.longhaul.model.TextCut;
import dev.longhaul.model.ToolSpec;
import java.util.Locale;

/** The tool by which a model reads on in a result that was too long to be shown whole. As thread-safe as what it reads from. */
public final class ReadResult implements Tool {

    public static final String NAME = "read_result";

    /** Characters of one page: fewer than a result may have, in any language. */
    static final int PAGE = 30_000;

    private static final ToolSpec SPEC =
            new ToolSpec(NAME, "Reads on in a result that was cut, as the note at its end says.", new Json("""
                    {"type":"object","properties":{"id":{"type":"integer"},"offset":{"type":"integer",\
                    "description":"the first character to read"}},"required":["id","offset"],\
                    "additionalProperties":false}"""));

    private final WholeResults results;

    public ReadResult(WholeResults results) {
        this.results = results;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    /** The next page, with a note how to go on; an error in words for the model if there is none. */
    @Override
    public ToolResult call(ToolCall call, ToolContext context) {
        var input = call.input().tree();
        if (!input.path("id").canConvertToLong() || !input.path("offset").canConvertToInt()) {
            return ToolResult.error(
                    call, "Give id and offset as the note at the end of the result says, both as numbers.");
        }
        long id = input.path("id").asLong();
        return results.text(context.sessionId(), id)
                .map(text -> page(call, id, text, input.path("offset").asInt()))
                .orElseGet(() -> ToolResult.error(
                        call, "There is no result " + id + ": give the id in the note at the end of a result."));
    }

    private static ToolResult page(ToolCall call, long id, String text, int offset) {
        if (offset < 0 || offset >= text.length()) {
            return ToolResult.error(
                    call, "Result %d has %,d characters: give an offset below that.".formatted(id, text.length()));
        }
        int from = TextCut.before(text, offset);
        int to = TextCut.before(text, from + PAGE);
        var rest = to < text.length() ? note(id, to, text.length()) : "";
        return ToolResult.of(call, text.substring(from, to) + rest);
    }

    /** What stands at the end of a text that goes on elsewhere; the same in every country, as it joins the context. */
    public static String note(long id, int offset, int length) {
        return String.format(
                Locale.ROOT,
                "\n(cut here: %,d of %,d characters are shown; read on with %s, id %d, offset %d)",
                offset,
                length,
                NAME,
                id,
                offset);
    }
}
