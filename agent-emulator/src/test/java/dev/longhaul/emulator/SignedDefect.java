package dev.longhaul.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Ways to spoil a conversation that starts with a signed block, each with the error code it earns. */
enum SignedDefect {
    CONTENT_CHANGED("compaction_content_mismatch") {
        @Override
        void spoil(ObjectNode body, Random random) {
            String text = block(body).path("content").asText();
            int at = random.nextInt(text.length());
            block(body).put("content", text.substring(0, at) + "#" + text.substring(at + 1));
        }
    },
    CONTENT_CUT("compaction_content_mismatch") {
        @Override
        void spoil(ObjectNode body, Random random) {
            String text = block(body).path("content").asText();
            block(body).put("content", text.substring(0, random.nextInt(text.length())));
        }
    },
    SIGNATURE_CHANGED("compaction_signature_invalid") {
        @Override
        void spoil(ObjectNode body, Random random) {
            String text = block(body).path("signature").asText();
            int at = random.nextInt(text.length());
            block(body)
                    .put(
                            "signature",
                            text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1));
        }
    },
    SIGNATURE_LOST("compaction_signature_invalid") {
        @Override
        void spoil(ObjectNode body, Random random) {
            block(body).remove("signature");
        }
    },
    TOOL_CHANGES_ADDED("compaction_tool_changes_mismatch") {
        @Override
        void spoil(ObjectNode body, Random random) {
            block(body).putArray("tool_changes");
        }
    },
    MESSAGE_IN_FRONT("compaction_block_misplaced") {
        @Override
        void spoil(ObjectNode body, Random random) {
            ObjectNode message = messages(body).insertObject(0).put("role", "user");
            message.put("content", "first me");
        }
    },
    TEXT_IN_FRONT("compaction_block_misplaced") {
        @Override
        void spoil(ObjectNode body, Random random) {
            content(body).insertObject(0).put("type", "text").put("text", "first me");
        }
    },
    OF_THE_SYSTEM("compaction_block_misplaced") {
        @Override
        void spoil(ObjectNode body, Random random) {
            ((ObjectNode) messages(body).get(0)).put("role", "system");
        }
    },
    SENT_TWICE("compaction_block_ambiguous") {
        @Override
        void spoil(ObjectNode body, Random random) {
            ArrayNode messages = messages(body);
            messages.insert(random.nextInt(messages.size() + 1), messages.get(0).deepCopy());
        }
    },
    UNANSWERED_CALL("compaction_incomplete_turn") {
        @Override
        void spoil(ObjectNode body, Random random) {
            body.putObject("compaction").put("type", "summarize");
            ObjectNode message = messages(body).addObject().put("role", "assistant");
            ObjectNode call = message.putArray("content").addObject().put("type", "tool_use");
            call.put("id", "toolu_open").put("name", "look").putObject("input");
        }
    };

    private final String code;

    SignedDefect(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    abstract void spoil(ObjectNode body, Random random);

    private static ArrayNode messages(ObjectNode body) {
        return body.withArray("messages");
    }

    private static ArrayNode content(ObjectNode body) {
        return (ArrayNode) messages(body).get(0).get("content");
    }

    private static ObjectNode block(ObjectNode body) {
        return (ObjectNode) content(body).get(0);
    }
}
