package dev.longhaul.tools.workspace;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.longhaul.model.Image;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A file that is an image, told by its first bytes and not by its name. */
record ImageFile(TreePath path, Image image) {

    /**
     * What stands there, if it is an image.
     *
     * @param head its first bytes
     * @param rest the bytes behind them; not read unless it begins like an image
     * @throws WorkspaceException if it is one that no model can be shown; says why
     */
    static Optional<ImageFile> at(Tree.Place place, byte[] head, InputStream rest)
            throws IOException, WorkspaceException {
        return Image.isBeginning(head)
                ? fit(place, joined(head, rest.readNBytes(Image.MOST_BYTES + 1)))
                : Optional.empty();
    }

    private static byte[] joined(byte[] head, byte[] rest) {
        var all = new byte[head.length + rest.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(rest, 0, all, head.length, rest.length);
        return all;
    }

    private static Optional<ImageFile> fit(Tree.Place place, byte[] content) throws WorkspaceException {
        if (content.length > Image.MOST_BYTES) {
            throw unfit(place, "it has more than " + WorkspaceException.size(Image.MOST_BYTES));
        }
        var image = Image.of(content);
        var problem = image.flatMap(Image::problem);
        if (problem.isPresent()) {
            throw unfit(place, problem.get());
        }
        return image.map(found -> new ImageFile(place.path(), found));
    }

    private static WorkspaceException unfit(Tree.Place place, String why) {
        return new WorkspaceException(
                "%s is an image that cannot be shown: %s; run_command may have a program that scales it"
                        .formatted(place.path(), why));
    }

    List<Content> contents() {
        return List.of(TextContent.from(path.toString()), ImageContent.from(image.base64(), image.mediaType()));
    }
}
