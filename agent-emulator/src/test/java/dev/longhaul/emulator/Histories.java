package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Valid conversations by seed: texts, parallel calls, boundaries in every place one may stand, cache markers. */
final class Histories {

    private final Random random;
    private final boolean boundaries;
    private int ids;

    Histories(long seed) {
        this(seed, true);
    }

    /** Without boundaries, no compaction block is in them. */
    Histories(long seed, boolean boundaries) {
        random = new Random(seed);
        this.boundaries = boundaries;
    }

    ObjectNode next() {
        Body body = Body.body().user(content(text()));
        int steps = random.nextInt(1, 9);
        for (int i = 0; i < steps; i++) {
            step(body);
        }
        return marked(body.build());
    }

    private void step(Body body) {
        switch (random.nextInt(boundaries ? 5 : 2)) {
            case 0 -> body.assistant(content(text())).user(content(text()));
            case 1 -> exchange(body, false);
            case 2 -> exchange(body, true);
            case 3 -> body.assistant(content(boundary())).user(content(text()));
            default ->
                body.assistant(content(boundary(), text()))
                        .assistant(content(text()))
                        .user(content(text()));
        }
    }

    /** Calls and their results; with {@code interrupted}, a boundary among or after the calls. */
    private void exchange(Body body, boolean interrupted) {
        ArrayNode calls = content(text());
        ArrayNode results = content();
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            String id = "toolu_" + ids++;
            calls.add(object("{'type': 'tool_use', 'id': '%s', 'name': 'look', 'input': {'at': %d}}".formatted(id, i)));
            results.insert(
                    random.nextInt(results.size() + 1),
                    object("{'type': 'tool_result', 'tool_use_id': '%s', 'content': '%s'}".formatted(id, words(30))));
        }
        boolean within = interrupted && random.nextBoolean();
        body.assistant(within ? calls.insert(random.nextInt(calls.size()), boundary()) : calls);
        if (interrupted && !within) {
            body.assistant(content(boundary()));
        }
        body.user(random.nextBoolean() ? results : results.add(text()));
    }

    private static ArrayNode content(ObjectNode... blocks) {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        for (ObjectNode block : blocks) {
            content.add(block);
        }
        return content;
    }

    private ObjectNode text() {
        return object("{'type': 'text'}").put("text", words(400));
    }

    private ObjectNode boundary() {
        ObjectNode block = object("{'type': 'compaction'}");
        return random.nextInt(4) == 0 ? block.putNull("content") : block.put("content", words(100));
    }

    private String words(int most) {
        return "word ".repeat(random.nextInt(1, most + 1)) + random.nextInt();
    }

    /** Up to three markers on blocks, perhaps the automatic one. */
    private ObjectNode marked(ObjectNode body) {
        ArrayNode messages = body.withArray("messages");
        for (int i = random.nextInt(4); i > 0; i--) {
            ArrayNode blocks =
                    (ArrayNode) messages.get(random.nextInt(messages.size())).get("content");
            mark((ObjectNode) blocks.get(random.nextInt(blocks.size())));
        }
        return random.nextBoolean() ? mark(body) : body;
    }

    private static ObjectNode mark(ObjectNode owner) {
        owner.putObject("cache_control").put("type", "ephemeral");
        return owner;
    }
}
