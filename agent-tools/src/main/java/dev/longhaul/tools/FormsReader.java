package dev.longhaul.tools;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.langchain4j.model.output.structured.Description;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.stream.Stream;

/** Reads the forms of a sealed type, which LangChain4j's schema names in the same way. */
final class FormsReader {

    private final RecordReader records;

    FormsReader(RecordReader records) {
        this.records = records;
    }

    FormsShape read(Class<?> type, Place place) {
        var discriminator = discriminator(type, place);
        var forms = new LinkedHashMap<String, RecordShape>();
        leaves(type).forEach(leaf -> {
            var name = name(type, leaf);
            if (forms.put(name, form(leaf, discriminator, place)) != null) {
                throw place.refuse("two forms are named " + name, "give one another name with @JsonTypeName");
            }
        });
        return new FormsShape(
                discriminator,
                Collections.unmodifiableMap(forms),
                Schemas.words(type.getAnnotation(Description.class)));
    }

    private RecordShape form(Class<?> leaf, String discriminator, Place place) {
        if (!leaf.isRecord() || leaf.getTypeParameters().length > 0) {
            throw place.refuse(
                    leaf.getName() + ", one of its forms, is not a record without type parameters",
                    "make each form such a record");
        }
        var form = records.read(leaf, place);
        if (form.members().all().stream().anyMatch(member -> member.name().equals(discriminator))) {
            throw place.refuse(
                    leaf.getName() + " has a component " + discriminator + ", the property that names the form",
                    "rename the component, or give @JsonTypeInfo(property = ...)");
        }
        return form;
    }

    /** Forms that are sealed themselves stand for theirs. */
    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(FormsReader::leaves)
                        .distinct()
                : Stream.of(type);
    }

    private static String discriminator(Class<?> type, Place place) {
        var info = type.getAnnotation(JsonTypeInfo.class);
        if (info == null) {
            return "type";
        }
        boolean byName = info.use() == JsonTypeInfo.Id.NAME || info.use() == JsonTypeInfo.Id.SIMPLE_NAME;
        if (!byName || info.include() != JsonTypeInfo.As.PROPERTY) {
            throw place.refuse(
                    "@JsonTypeInfo of " + type.getName() + " does not name forms in a property of their own",
                    "give use = NAME and include = PROPERTY, or leave it out");
        }
        return info.property().isEmpty() ? info.use().getDefaultPropertyName() : info.property();
    }

    private static String name(Class<?> type, Class<?> leaf) {
        var listed = type.getAnnotation(JsonSubTypes.class);
        var named = leaf.getAnnotation(JsonTypeName.class);
        var fromList = listed == null
                ? Stream.<String>empty()
                : Arrays.stream(listed.value())
                        .filter(entry -> entry.value() == leaf)
                        .map(JsonSubTypes.Type::name);
        return Stream.concat(fromList, Stream.ofNullable(named).map(JsonTypeName::value))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(leaf::getSimpleName);
    }
}
