package dev.longhaul.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
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
            members.add(member(type, component, place.under(component.getName())));
        }
        open.pop();
        return new RecordShape(new Members(members), constructor(type, place));
    }

    private Member member(Class<?> type, RecordComponent component, Place place) {
        var shape = shapes.read(component.getGenericType(), place);
        var property = property(type, component, place);
        if (property == null) {
            return Member.required(component.getName(), shape);
        }
        if (!property.value().isEmpty() && !property.value().equals(component.getName())) {
            throw place.refuse(
                    "the schema shows the component's own name, not @JsonProperty(\"" + property.value() + "\")",
                    "rename the component");
        }
        if (property.required()) {
            return Member.required(component.getName(), shape);
        }
        if (component.getType().isPrimitive()) {
            throw place.refuse(
                    "@JsonProperty makes the component optional, and " + component.getType() + " cannot be null",
                    "use the boxed type, or @JsonProperty(required = true)");
        }
        return Member.nullable(component.getName(), shape);
    }

    /** As LangChain4j does, from the field: there the annotation's default, {@code required = false}, counts. */
    private static @Nullable JsonProperty property(Class<?> type, RecordComponent component, Place place) {
        try {
            return type.getDeclaredField(component.getName()).getAnnotation(JsonProperty.class);
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
