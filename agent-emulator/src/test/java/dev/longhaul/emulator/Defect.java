package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ways to spoil a valid conversation, each in one place. */
enum Defect {
    RESULT_DROPPED("tool_result") {
        @Override
        void spoil(Place at) {
            at.blocks().remove(at.index());
        }
    },
    RESULT_TWICE("tool_result") {
        @Override
        void spoil(Place at) {
            at.blocks().insert(at.index(), at.block().deepCopy());
        }
    },
    RESULT_OF_NO_CALL("tool_result") {
        @Override
        void spoil(Place at) {
            at.block().put("tool_use_id", "toolu_nowhere");
        }
    },
    TEXT_BEFORE_RESULT("tool_result") {
        @Override
        void spoil(Place at) {
            at.blocks().insert(0, object("{'type': 'text', 'text': 'first me'}"));
        }
    },
    MESSAGE_BEFORE_RESULT("tool_result") {
        @Override
        void spoil(Place at) {
            at.messages().insert(at.message(), object("{'role': 'user', 'content': 'first me'}"));
        }
    },
    CALL_DROPPED("tool_use") {
        @Override
        void spoil(Place at) {
            at.blocks().remove(at.index());
        }
    },
    CALL_TWICE("tool_use") {
        @Override
        void spoil(Place at) {
            at.blocks().insert(at.index(), at.block().deepCopy());
        }
    },
    INPUT_NO_OBJECT("tool_use") {
        @Override
        void spoil(Place at) {
            at.block().put("input", "text");
        }
    },
    BLANK_TEXT("text") {
        @Override
        void spoil(Place at) {
            at.block().put("text", " \n");
        }
    },
    UNKNOWN_FIELD("text") {
        @Override
        void spoil(Place at) {
            at.block().put("colour", "red");
        }
    },
    UNKNOWN_TYPE("text") {
        @Override
        void spoil(Place at) {
            at.block().put("type", "txt");
        }
    },
    EMPTY_SUMMARY("compaction") {
        @Override
        void spoil(Place at) {
            at.block().put("content", "");
        }
    },
    UNKNOWN_ROLE("text") {
        @Override
        void spoil(Place at) {
            ((ObjectNode) at.messages().get(at.message())).put("role", "robot");
        }
    },
    EMPTY_CONTENT("text") {
        @Override
        void spoil(Place at) {
            ((ObjectNode) at.messages().get(at.message())).putArray("content");
        }
    },
    PREFILL("text") {
        @Override
        void spoil(Place at) {
            at.messages().addObject().put("role", "assistant").set("content", json("'I would say'"));
        }
    };

    private final String blockType;

    Defect(String blockType) {
        this.blockType = blockType;
    }

    abstract void spoil(Place at);

    /** A spoilt copy, or the same object where there is nothing to spoil. */
    ObjectNode applied(ObjectNode body, Random random) {
        ObjectNode copy = body.deepCopy();
        List<Place> places = places(copy.withArray("messages"));
        if (places.isEmpty()) {
            return body;
        }
        spoil(places.get(random.nextInt(places.size())));
        return copy;
    }

    private List<Place> places(ArrayNode messages) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode blocks = messages.get(i).path("content");
            for (int j = 0; j < blocks.size(); j++) {
                if (blocks.path(j).path("type").asText().equals(blockType)) {
                    places.add(new Place(messages, i, j));
                }
            }
        }
        return places;
    }

    record Place(ArrayNode messages, int message, int index) {

        ArrayNode blocks() {
            return (ArrayNode) messages.get(message).get("content");
        }

        ObjectNode block() {
            return (ObjectNode) blocks().get(index);
        }
    }
}
