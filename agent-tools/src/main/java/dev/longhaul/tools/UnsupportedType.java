package dev.longhaul.tools;

import java.io.File;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Path;
import java.util.Calendar;
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
                    "says that a value may be missing, and only Optional<T> right on a parameter or component can",
                    "take the plain type and allow null: @P(required = false) on a parameter,"
                            + " @JsonProperty(required = false) on a component; or Optional<T> right there"),
            new UnsupportedType(
                    Map.class::isAssignableFrom,
                    "is not a Map with named types",
                    "take Map<String, T>, Map<E, T> with an enum E, or a List of a record with a key and a value"),
            new UnsupportedType(
                    Object.class::equals,
                    "does not say what to send",
                    "take a String, or a record that names its components"),
            new UnsupportedType(
                    type -> Path.class.isAssignableFrom(type) || type == File.class,
                    "could name any file of this machine",
                    "take a String, resolve it in the method against the folder the model may use, and check that it"
                            + " stays inside"),
            new UnsupportedType(
                    Iterable.class::isAssignableFrom,
                    "is not a List, Set or Collection with a named element type",
                    "take List<T> or Set<T>, such as List<String>"),
            new UnsupportedType(
                    type -> type.getName().startsWith("java.time.")
                            || Date.class.isAssignableFrom(type)
                            || Calendar.class.isAssignableFrom(type),
                    "is not decoded",
                    "take a LocalDate, LocalTime, LocalDateTime, OffsetDateTime, Instant, YearMonth, Duration or"
                            + " Period; or a String, tell the format in @P and parse it in the method"),
            new UnsupportedType(URL.class::equals, "is not decoded", "take a java.net.URI"),
            new UnsupportedType(
                    type -> CharSequence.class.isAssignableFrom(type) || type == char.class || type == Character.class,
                    "is not decoded",
                    "take a String"),
            new UnsupportedType(
                    Class::isRecord,
                    "has type parameters, which are not followed",
                    "take a record without type parameters"),
            new UnsupportedType(Class::isEnum, "has no constants", "give it some, or leave the parameter out"),
            new UnsupportedType(
                    type -> type.isInterface() || Modifier.isAbstract(type.getModifiers()),
                    "has more than one form",
                    "make it a sealed interface whose forms are records; or take one record with an enum that says"
                            + " which form it is, and optional components for each"),
            new UnsupportedType(
                    type -> type.getName().startsWith("java"),
                    "is not decoded",
                    "take a String and convert it in the method"),
            new UnsupportedType(
                    type -> true, "is not a record, and a record is what says how it is made", "make it a record"));

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
