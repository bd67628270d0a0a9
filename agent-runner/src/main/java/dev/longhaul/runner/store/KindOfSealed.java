package dev.longhaul.runner.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.longhaul.session.SessionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a component may be one of several records, because its type is a sealed interface, {@code "kind"} says which, spelled
 * after the record: {@code tool_use} for {@code ToolUse}. So a new one needs no line here.
 */
final class KindOfSealed extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("NullAway") // The overridden method's null for "nothing said" is not declared.
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated type) {
        return isSealed(type)
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "kind", null, false, true, null)
                : super.findPolymorphicTypeInfo(config, type);
    }

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable List<NamedType> findSubtypes(Annotated type) {
        return isSealed(type)
                ? Arrays.stream(type.getRawType().getPermittedSubclasses())
                        .map(kind -> new NamedType(kind, word(kind)))
                        .toList()
                : super.findSubtypes(type);
    }

    /** Of an event itself the envelope says what it is. */
    private static boolean isSealed(Annotated type) {
        var raw = type.getRawType();
        return raw.isInterface() && raw.isSealed() && raw != SessionEvent.class;
    }

    private static String word(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
