package dev.longhaul.tools;

import dev.langchain4j.model.output.structured.Description;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the shape of a Java type, or refuses it: where the program starts, not where the model fails. */
final class ShapeReader {

    private final RecordReader records = new RecordReader(this);
    private final FormsReader forms = new FormsReader(records);

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
            return new EnumShape(List.of(constants), Schemas.words(type.getAnnotation(Description.class)));
        }
        if (type.isArray()) {
            return SequenceShape.array(type.getComponentType(), read(type.getComponentType(), place));
        }
        if (type.isRecord() && type.getTypeParameters().length == 0) {
            return records.read(type, place);
        }
        if (type.isSealed() && type.isInterface() && type.getTypeParameters().length == 0) {
            return forms.read(type, place);
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
        if (raw == Map.class) {
            return map(type, place);
        }
        throw UnsupportedType.of(raw).refuse(raw, place);
    }

    private Shape map(ParameterizedType type, Place place) {
        var key = type.getActualTypeArguments()[0];
        if (key != String.class && !(key instanceof Class<?> named && named.isEnum())) {
            throw place.refuse(
                    "a Map from " + key.getTypeName() + " cannot be written as a JSON object",
                    "take String or an enum for its keys, or a List of a record with a key and a value");
        }
        return new MapShape(read(key, place), read(type.getActualTypeArguments()[1], place));
    }
}
