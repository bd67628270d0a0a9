package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.invocation.LangChain4jManaged;
import dev.longhaul.model.Json;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of one method: what each is called, what it takes, what stands in when it is left out. */
final class ParameterReader {

    private final ShapeReader shapes = new ShapeReader();
    private final Place methodPlace;

    ParameterReader(Place methodPlace) {
        this.methodPlace = methodPlace;
    }

    Member read(Parameter parameter) {
        var p = parameter.getAnnotation(P.class);
        return member(parameter, p).describedAs(p == null ? "" : description(p, nameOf(parameter)));
    }

    private String description(P p, String name) {
        if (!p.value().isEmpty() && !p.description().isEmpty()) {
            throw methodPlace.under(name).refuse("@P has both a value and a description", "leave one of them out");
        }
        return p.value() + p.description();
    }

    private Member member(Parameter parameter, @Nullable P p) {
        var name = name(parameter, p);
        var place = methodPlace.under(name);
        refuseInjected(parameter, place);
        if (parameter.getType() == Optional.class) {
            return optional(parameter, name, p, place);
        }
        var shape = shapes.read(parameter.getParameterizedType(), place);
        if (p != null && !p.defaultValue().equals(P.NO_DEFAULT)) {
            return Member.withDefault(name, shape, defaultOf(parameter.getType(), p, shape, place));
        }
        if (p == null || p.required()) {
            return Member.required(name, shape);
        }
        if (parameter.getType().isPrimitive()) {
            throw place.refuse(
                    parameter.getType() + " cannot be null, so it cannot be left out",
                    "take the boxed type, or give @P(defaultValue = ...)");
        }
        return Member.nullable(name, shape);
    }

    /** The name the model sees. */
    static String nameOf(Parameter parameter) {
        var p = parameter.getAnnotation(P.class);
        return p == null || p.name().isBlank() ? parameter.getName() : p.name();
    }

    private String name(Parameter parameter, @Nullable P p) {
        if (!parameter.isNamePresent() && (p == null || p.name().isBlank())) {
            throw methodPlace
                    .under(parameter.getName())
                    .refuse("its name is not in the class file", "compile with -parameters, or give @P(name = ...)");
        }
        var name = nameOf(parameter);
        if (!PropertyName.isUsable(name)) {
            throw methodPlace.under(name).refuse(PropertyName.RULE, "give another in @P(name = ...)");
        }
        return name;
    }

    private Member optional(Parameter parameter, String name, @Nullable P p, Place place) {
        if (p != null && !p.defaultValue().equals(P.NO_DEFAULT)) {
            throw place.refuse("Optional already says what stands for a value left out", "drop the default value");
        }
        if (parameter.getParameterizedType() instanceof ParameterizedType type) {
            return Member.optional(name, shapes.read(type.getActualTypeArguments()[0], place));
        }
        throw place.refuse("Optional does not say of what", "name the type, such as Optional<String>");
    }

    private static JsonNode defaultOf(Class<?> type, P p, Shape shape, Place place) {
        try {
            var value = isSpelledBare(type, shape) ? new TextNode(p.defaultValue()) : new Json(p.defaultValue()).tree();
            shape.decode(value);
            return value;
        } catch (IllegalArgumentException | BadArgument e) {
            throw place.refuse(
                    "the default value " + p.defaultValue() + " does not fit",
                    "give " + shape.expected() + ", written as JSON unless it is sent as a string",
                    e);
        }
    }

    /** These take the text of the annotation as it is; as in LangChain4j, which cannot decode parsed ones. */
    private static boolean isSpelledBare(Class<?> type, Shape shape) {
        return type == String.class || type.isEnum() || type == UUID.class || shape instanceof ParsedShape;
    }

    private static void refuseInjected(Parameter parameter, Place place) {
        var type = parameter.getType();
        if (parameter.isAnnotationPresent(ToolMemoryId.class)
                || type == InvocationContext.class
                || InvocationParameters.class.isAssignableFrom(type)
                || LangChain4jManaged.class.isAssignableFrom(type)) {
            throw place.refuse(
                    "only LangChain4j's own loop can fill it in",
                    "take a dev.longhaul.tool.ToolContext, which names the session and the call");
        }
    }
}
