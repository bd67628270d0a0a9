package dev.longhaul.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.langchain4j.model.output.structured.Description;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a record's components, by the rules LangChain4j's schema follows. Used by one thread for one method. */
final class RecordReader {

    private final ShapeReader shapes;
    private final Deque<Class<?>> open = new ArrayDeque<>();

    RecordReader(ShapeReader shapes) {
        this.shapes = shapes;
    }

    RecordShape read(Class<?> type, Place place) {
        if (open.contains(type)) {
            throw place.refuse(
                    type.getName() + " contains itself",
                    "take a flat List of a record whose elements name their parent by id");
        }
        open.push(type);
        var members = new ArrayList<Member>();
        for (var component : type.getRecordComponents()) {
            var field = field(type, component, place);
            members.add(member(component, field.getAnnotation(JsonProperty.class), place.under(component.getName()))
                    .describedAs(Schemas.words(field.getAnnotation(Description.class))));
        }
        open.pop();
        return new RecordShape(
                new Members(members), constructor(type, place), Schemas.words(type.getAnnotation(Description.class)));
    }

    private Member member(RecordComponent component, @Nullable JsonProperty property, Place place) {
        if (property != null && !property.value().isEmpty() && !property.value().equals(component.getName())) {
            throw place.refuse(
                    "the schema shows the component's own name, not @JsonProperty(\"" + property.value() + "\")",
                    "rename the component");
        }
        if (component.getGenericType() instanceof ParameterizedType type && type.getRawType() == Optional.class) {
            return Member.optional(component.getName(), shapes.read(type.getActualTypeArguments()[0], place));
        }
        var shape = shapes.read(component.getGenericType(), place);
        if (property == null || property.required()) {
            return Member.required(component.getName(), shape);
        }
        if (component.getType().isPrimitive()) {
            throw place.refuse(
                    "@JsonProperty makes the component optional, and " + component.getType() + " cannot be null",
                    "use the boxed type, or @JsonProperty(required = true)");
        }
        return Member.nullable(component.getName(), shape);
    }

    /** Where LangChain4j reads annotations: there the default of JsonProperty, {@code required = false}, counts. */
    private static Field field(Class<?> type, RecordComponent component, Place place) {
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw place.refuse("the component has no field", "make it an ordinary record", e);
        }
    }

    private static Constructor<?> constructor(Class<?> type, Place place) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException | RuntimeException e) {
            throw place.refuse(
                    "cannot reach the constructor of " + type.getName(),
                    "open its package to dev.longhaul.tools, or make the record public",
                    e);
        }
    }
}
