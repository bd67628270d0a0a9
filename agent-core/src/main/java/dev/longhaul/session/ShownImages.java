package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.model.Image;
import dev.longhaul.model.Message;
import dev.longhaul.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which images join the context: no more than a request may hold, for it would be refused, and so would every one behind it.
 * The others stay in the journal, and their results say so. Pure.
 */
final class ShownImages {

    /** The Messages API takes 100 images a request; some may stand in what the user's side says. */
    static final int MOST = 90;

    /** It takes 32 MB a request, and texts need room, too. In characters of base64. */
    static final long MOST_CHARS = 20_000_000;

    private final List<Image> shown;
    private long chars;

    private ShownImages(List<Image> shown) {
        this.shown = new ArrayList<>(shown);
        this.chars = shown.stream().mapToLong(image -> image.base64().length()).sum();
    }

    /** The results as they can stand behind these messages. */
    static List<ToolResult> of(List<Message> messages, List<ToolResult> results) {
        if (results.stream().allMatch(result -> result.images().isEmpty())) {
            return results;
        }
        var images = new ShownImages(messages.stream().flatMap(ShownImages::in).toList());
        return results.stream().map(images::fitting).toList();
    }

    private static Stream<Image> in(Message message) {
        return message.blocks(Block.ToolResult.class).flatMap(result -> result.images().stream());
    }

    private ToolResult fitting(ToolResult result) {
        var kept = result.images().stream().filter(this::take).toList();
        int left = result.images().size() - kept.size();
        return left == 0 ? result : leftOut(result, kept, left, "as many stand in this conversation as it can hold");
    }

    private boolean take(Image image) {
        boolean fits = shown.size() < MOST && chars + image.base64().length() <= MOST_CHARS;
        if (fits) {
            shown.add(image);
            chars += image.base64().length();
        }
        return fits;
    }

    /** The result without its images. */
    static ToolResult none(ToolResult result) {
        int all = result.images().size();
        return all == 0 ? result : leftOut(result, List.of(), all, "there is no room for more");
    }

    private static ToolResult leftOut(ToolResult result, List<Image> kept, int left, String why) {
        var note = "(" + left + (left == 1 ? " image is" : " images are") + " not shown: " + why + ")";
        var text = result.text().isEmpty() ? note : result.text() + "\n" + note;
        return result.showing(kept).saying(text);
    }
}
