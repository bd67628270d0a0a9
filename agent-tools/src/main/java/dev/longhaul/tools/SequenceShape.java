package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** A JSON array of one kind of element; none of them null. Collections come out unmodifiable, in the order sent. */
record SequenceShape(Shape element, Function<List<Object>, Object> build) implements Shape {

    static SequenceShape list(Shape element) {
        return new SequenceShape(element, List::copyOf);
    }

    static SequenceShape set(Shape element) {
        return new SequenceShape(element, values -> Collections.unmodifiableSet(new LinkedHashSet<>(values)));
    }

    static SequenceShape array(Class<?> component, Shape element) {
        return new SequenceShape(element, values -> {
            var array = Array.newInstance(component, values.size());
            for (int i = 0; i < values.size(); i++) {
                Array.set(array, i, values.get(i));
            }
            return array;
        });
    }

    @Override
    public String expected() {
        return "an array (each element: " + element.expected() + ")";
    }

    @Override
    public ObjectNode schema(String description) {
        return Schemas.of("array", description).set("items", element.schema(""));
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        if (!node.isArray()) {
            throw mismatch(node);
        }
        var values = new ArrayList<Object>(node.size());
        var problems = new ArrayList<Problem>();
        for (int i = 0; i < node.size(); i++) {
            try {
                values.add(element.decode(node.get(i)));
            } catch (BadArgument e) {
                problems.addAll(e.under("[" + i + "]"));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadArgument(problems);
        }
        return build.apply(values);
    }
}
