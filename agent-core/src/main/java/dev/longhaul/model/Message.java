package dev.longhaul.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One message of a context. Immutable.
 *
 * @param content the blocks in order; may be empty only in a reply that carried nothing
 */
public record Message(Role role, List<Block> content) {

    public Message {
        content = List.copyOf(content);
    }

    public static Message user(String text) {
        return new Message(Role.USER, List.of(new Block.Text(text)));
    }

    public static Message user(List<? extends Block> content) {
        return new Message(Role.USER, List.copyOf(content));
    }

    public static Message assistant(List<? extends Block> content) {
        return new Message(Role.ASSISTANT, List.copyOf(content));
    }

    /** The blocks of one kind, in order. */
    public <B extends Block> Stream<B> blocks(Class<B> kind) {
        return content.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** All text blocks joined by line ends; empty if there are none. */
    public String text() {
        return String.join("\n", blocks(Block.Text.class).map(Block.Text::text).toList());
    }

    /** This message with one more block at its end. */
    public Message plus(Block block) {
        var longer = new ArrayList<>(content);
        longer.add(block);
        return new Message(role, longer);
    }
}
