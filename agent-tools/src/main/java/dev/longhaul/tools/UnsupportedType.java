package dev.longhaul.tools;

import java.lang.reflect.Modifier;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** Why a type cannot be a parameter, and what to write instead. */
record UnsupportedType(Predicate<Class<?>> applies, String problem, String fix) {

    /** The first that applies is told; the last always does. */
    private static final List<UnsupportedType> ALL = List.of(
            new UnsupportedType(
                    Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class)::contains,
                    "would be described as an object",
                    "take the plain type and allow null: @P(required = false) on a parameter,"
                            + " @JsonProperty(required = false) on a component; or Optional<T> right on the parameter"),
            new UnsupportedType(
                    Map.class::isAssignableFrom,
                    "would be described as an object without properties",
                    "take a List of a record with a key and a value"),
            new UnsupportedType(
                    Object.class::equals,
                    "does not say what to send",
                    "take a String, or a record that names its components"),
            new UnsupportedType(
                    Iterable.class::isAssignableFrom,
                    "is not a List, Set or Collection with a named element type",
                    "take List<T> or Set<T>, such as List<String>"),
            new UnsupportedType(
                    type -> type.getName().startsWith("java.time.") || Date.class.isAssignableFrom(type),
                    "would be described by its private fields, which is not how dates are written",
                    "take a String, tell the format in @P (such as ISO-8601, 2026-11-21) and parse it in the method"),
            new UnsupportedType(
                    type -> CharSequence.class.isAssignableFrom(type) || type == char.class || type == Character.class,
                    "is not decoded",
                    "take a String"),
            new UnsupportedType(
                    Class::isRecord,
                    "has type parameters, which the schema does not follow",
                    "take a record without type parameters"),
            new UnsupportedType(Class::isEnum, "has no constants", "give it some, or leave the parameter out"),
            new UnsupportedType(
                    type -> type.isInterface() || Modifier.isAbstract(type.getModifiers()),
                    "has more than one form",
                    "take one record with an enum that says which form it is, and optional components for each"),
            new UnsupportedType(
                    type -> type.getName().startsWith("java"),
                    "would be described by its private fields",
                    "take a String and convert it in the method"),
            new UnsupportedType(
                    type -> true, "is not a record, and would be described by its private fields", "make it a record"));

    static UnsupportedType of(Class<?> type) {
        return ALL.stream()
                .filter(candidate -> candidate.applies.test(type))
                .findFirst()
                .orElseThrow();
    }

    ToolDefinitionException refuse(Class<?> type, Place place) {
        return place.refuse(type.getTypeName() + " " + problem, fix);
    }
}
