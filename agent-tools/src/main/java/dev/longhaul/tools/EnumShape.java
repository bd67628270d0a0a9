package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** A constant of an enum by its name; in any case, as long as that leaves one. */
record EnumShape(List<? extends Enum<?>> constants, String description) implements Shape {

    @Override
    public String expected() {
        return "one of " + constants.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    @Override
    public ObjectNode schema(String own) {
        return Schemas.choice(constants.stream().map(Enum::name).toList(), own.isEmpty() ? description : own);
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        if (!node.isTextual()) {
            throw mismatch(node);
        }
        var name = node.textValue();
        for (var constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        var alike = constants.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(name.strip()))
                .toList();
        if (alike.size() == 1) {
            return alike.getFirst();
        }
        throw mismatch(node);
    }
}
