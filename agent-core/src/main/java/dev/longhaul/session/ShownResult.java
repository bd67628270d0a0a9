package dev.longhaul.session;

import dev.longhaul.model.TextCut;
import dev.longhaul.tool.ReadResult;
import dev.longhaul.tool.ToolResult;
import java.util.Locale;

/** What the model is shown of a result: as much as its tool's policy allows. The whole stays in the journal. Pure. */
final class ShownResult {

    private ShownResult() {}

    /**
     * The result as it joins the context.
     *
     * @param tool the name of the tool that gave it
     * @param place where the whole result stands in the journal
     */
    static ToolResult of(SessionState state, String tool, ToolResult whole, long place) {
        var settings = state.start().settings();
        long most = state.meter().charsFor(settings.policy(tool).maxResultTokens());
        var text = whole.text();
        if (text.length() <= most) {
            return whole;
        }
        int end = TextCut.before(text, (int) most);
        var note = settings.offers(ReadResult.NAME)
                ? ReadResult.note(place, end, text.length())
                : String.format(Locale.ROOT, "\n(cut here: %,d of %,d characters are shown)", end, text.length());
        return whole.saying(text.substring(0, end) + note);
    }
}
