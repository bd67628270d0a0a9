package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One named value of a JSON object: a parameter of a method or a component of a record.
 *
 * @param name as the model sees it
 * @param description what it means; empty for nothing more than its type says
 * @param whenAbsent what stands for a value that is missing or null; null itself where one is required
 */
record Member(
        String name,
        String description,
        Shape shape,
        @Nullable Absence whenAbsent) {

    /** Stands in for a value the model left out. Called each time, as the value may be an array someone changes. */
    interface Absence {
        @Nullable
        Object value() throws BadArgument;
    }

    static Member required(String name, Shape shape) {
        return new Member(name, "", shape, null);
    }

    static Member nullable(String name, Shape shape) {
        return new Member(name, "", shape, () -> null);
    }

    static Member optional(String name, Shape shape) {
        return new Member(name, "", new Wrapped(shape), Optional::empty);
    }

    static Member withDefault(String name, Shape shape, JsonNode value) {
        return new Member(name, "", shape, () -> shape.decode(value));
    }

    Member describedAs(String words) {
        return new Member(name, words, shape, whenAbsent);
    }

    ObjectNode schema() {
        return shape.schema(description);
    }

    boolean isRequired() {
        return whenAbsent == null;
    }

    @Nullable
    Object decode(@Nullable JsonNode node) throws BadArgument {
        if (whenAbsent != null && (node == null || node.isNull())) {
            return whenAbsent.value();
        }
        if (node == null) {
            throw new BadArgument("missing, expected " + shape.expected());
        }
        return shape.decode(node);
    }

    private record Wrapped(Shape inner) implements Shape {

        @Override
        public String expected() {
            return inner.expected();
        }

        @Override
        public ObjectNode schema(String description) {
            return inner.schema(description);
        }

        @Override
        public Object decode(JsonNode node) throws BadArgument {
            return Optional.of(inner.decode(node));
        }
    }
}
