package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.model.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Spoils arguments the way models do, and in ways they don't: from one seed always the same. */
final class Mutations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS =
            List.of("", "LOW", "low", "42", "4.2", "true", "null", "{}", "[]", "😀", "\uD83D", "1e999999999", "value");

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** Text made from {@code valid} by one to four changes; it may be no JSON any more. */
    String of(String valid) {
        JsonNode tree = Json.parse(valid).tree();
        for (int i = random.nextInt(4); i >= 0; i--) {
            tree = mutate(tree);
        }
        return random.nextInt(4) == 0 ? garble(tree.toString()) : tree.toString();
    }

    private JsonNode mutate(JsonNode node) {
        if (random.nextInt(5) == 0) {
            return anything(3);
        }
        if (node instanceof ObjectNode object) {
            return mutateObject(object);
        }
        if (node instanceof ArrayNode array) {
            return mutateArray(array);
        }
        return anything(2);
    }

    private JsonNode mutateObject(ObjectNode object) {
        var names = object.properties().stream().map(entry -> entry.getKey()).toList();
        var name = names.isEmpty() || random.nextInt(4) == 0 ? word() : names.get(random.nextInt(names.size()));
        switch (random.nextInt(3)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(word(), anything(2));
            default -> object.set(name, object.has(name) ? mutate(object.get(name)) : anything(2));
        }
        return object;
    }

    private JsonNode mutateArray(ArrayNode array) {
        if (array.isEmpty() || random.nextInt(3) == 0) {
            return array.add(anything(2));
        }
        int index = random.nextInt(array.size());
        if (random.nextBoolean()) {
            array.remove(index);
        } else {
            array.set(index, mutate(array.get(index)));
        }
        return array;
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong() >> random.nextInt(64));
            case 3 -> JSON.numberNode(new BigDecimal(random.nextInt()).scaleByPowerOfTen(random.nextInt(2000) - 1000));
            case 4 -> JSON.numberNode(random.nextGaussian());
            case 5 -> JSON.textNode(word());
            case 6 -> JSON.arrayNode().add(anything(depth - 1)).add(anything(depth - 1));
            default -> JSON.objectNode().set(word(), anything(depth - 1));
        };
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String garble(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(at);
            default -> text.substring(0, at) + (char) random.nextInt(0x250) + text.substring(at + 1);
        };
    }
}
