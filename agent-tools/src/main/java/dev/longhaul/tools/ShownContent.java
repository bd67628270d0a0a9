package dev.longhaul.tools;

import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.VideoContent;
import dev.longhaul.model.Image;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts and images of a result in the making; of what no model can be shown, words. Used by one thread. */
final class ShownContent {

    private final List<String> texts = new ArrayList<>();
    private final List<Image> images = new ArrayList<>();

    private ShownContent() {}

    /** What a method returned, if it is text or images in somebody's classes, or bytes; empty if it is anything else. */
    static Optional<ShownContent> of(@Nullable Object result) {
        return switch (result) {
            case Image image -> Optional.of(new ShownContent().add(image));
            case dev.langchain4j.data.image.Image image ->
                Optional.of(new ShownContent().add(ImageContent.from(image)));
            case Content content -> Optional.of(new ShownContent().add(content));
            case byte[] bytes -> Optional.of(new ShownContent().add("bytes", null, bytes));
            case Collection<?> several -> allOf(several);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<ShownContent> allOf(Collection<?> several) {
        boolean isContent = !several.isEmpty() && several.stream().allMatch(Content.class::isInstance);
        return isContent
                ? Optional.of(of(several.stream().map(Content.class::cast).toList()))
                : Optional.empty();
    }

    static ShownContent of(List<Content> contents) {
        var all = new ShownContent();
        contents.forEach(all::add);
        return all;
    }

    private ShownContent add(Image image) {
        texts.add("(image: " + image.words() + ")");
        images.add(image);
        return this;
    }

    private ShownContent add(Content content) {
        return switch (content) {
            case TextContent text -> say(text.text());
            case ImageContent image -> add(image.image());
            case AudioContent audio ->
                add("audio", audio.audio().mimeType(), audio.audio().base64Data());
            case PdfFileContent pdf ->
                add("pdf", pdf.pdfFile().mimeType(), pdf.pdfFile().base64Data());
            case VideoContent video ->
                add("video", video.video().mimeType(), video.video().base64Data());
            default -> say("(" + content.type().name().toLowerCase(Locale.ROOT) + ", which cannot be shown)");
        };
    }

    private ShownContent add(dev.langchain4j.data.image.Image image) {
        return image.base64Data() == null && image.url() != null
                ? say("(an image at " + image.url() + ")")
                : add("image", image.mimeType(), image.base64Data());
    }

    private ShownContent add(String kind, @Nullable String mediaType, @Nullable String base64) {
        try {
            return add(kind, mediaType, Base64.getMimeDecoder().decode(base64 == null ? "" : base64));
        } catch (IllegalArgumentException e) {
            return say("(" + kind + ", which cannot be shown: it is not base64)");
        }
    }

    /** Bytes say what they are better than whoever sends them. */
    private ShownContent add(String kind, @Nullable String mediaType, byte[] bytes) {
        return Image.of(bytes).map(this::add).orElseGet(() -> say(Binary.words(kind, mediaType, bytes)));
    }

    private ShownContent say(String text) {
        texts.add(text);
        return this;
    }

    ToolResult answer(ToolCall call) {
        return ToolResult.of(call, String.join("\n", texts)).showing(images);
    }
}
