package dev.longhaul.tool;

import dev.longhaul.model.Image;
import java.util.ArrayList;

/** Keeps images out of results that no model can be shown: the provider would refuse every request they stand in. Pure. */
final class Showable {

    private Showable() {}

    /** The result with the images that can be shown; an error that names those that cannot. */
    static ToolResult of(ToolCall call, ToolResult result) {
        var good = new ArrayList<Image>();
        var text = new StringBuilder(result.text());
        for (var image : result.images()) {
            image.problem().ifPresentOrElse(why -> text.append(refusal(call, image, why)), () -> good.add(image));
        }
        boolean all = good.size() == result.images().size();
        return new ToolResult(call.id(), text.toString().strip(), result.isError() || !all, good);
    }

    private static String refusal(ToolCall call, Image image, String why) {
        return "\n" + call.name() + " ran, but an image of its result (" + image.words() + ") cannot be shown: " + why
                + ".";
    }
}
