package dev.longhaul.tools;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Finds the shape of a Java type, or refuses it.
 *
 * <p>Accepted is exactly what LangChain4j describes to the model as it is: a type whose schema says something else than
 * what we decode is refused where the program starts, not where the model fails.
 */
final class ShapeReader {

    private final RecordReader records = new RecordReader(this);

    Shape read(Type type, Place place) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain, place);
            case ParameterizedType generic -> ofGeneric(generic, place);
            default ->
                throw place.refuse(
                        type.getTypeName() + " leaves open which values it takes",
                        "name the type, such as List<String>, or annotate the overriding method that does");
        };
    }

    private Shape ofClass(Class<?> type, Place place) {
        var scalar = Scalars.of(type);
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (type.getEnumConstants() instanceof Enum<?>[] constants && constants.length > 0) {
            return new EnumShape(List.of(constants));
        }
        if (type.isArray()) {
            return SequenceShape.array(type.getComponentType(), read(type.getComponentType(), place));
        }
        if (type.isRecord() && type.getTypeParameters().length == 0) {
            return records.read(type, place);
        }
        throw UnsupportedType.of(type).refuse(type, place);
    }

    private Shape ofGeneric(ParameterizedType type, Place place) {
        var raw = (Class<?>) type.getRawType();
        if (raw == List.class || raw == Collection.class) {
            return SequenceShape.list(read(type.getActualTypeArguments()[0], place));
        }
        if (raw == Set.class) {
            return SequenceShape.set(read(type.getActualTypeArguments()[0], place));
        }
        throw UnsupportedType.of(raw).refuse(raw, place);
    }
}
