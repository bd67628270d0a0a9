package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;

/** A record from a JSON object. What its constructor refuses is a bad argument like any other. */
record RecordShape(Members members, Constructor<?> constructor, String description) implements Shape {

    @Override
    public String expected() {
        return "an object (" + members.summary() + ")";
    }

    @Override
    public ObjectNode schema(String own) {
        return members.schema(own.isEmpty() ? description : own);
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        if (!(node instanceof ObjectNode object)) {
            throw mismatch(node);
        }
        try {
            return constructor.newInstance(members.decode(object));
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case null, default -> throw new BadArgument("refused: " + reason(e));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "cannot make a " + constructor.getDeclaringClass().getName(), e);
        }
    }

    private static String reason(InvocationTargetException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
