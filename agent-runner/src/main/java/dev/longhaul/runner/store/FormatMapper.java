package dev.longhaul.runner.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.longhaul.model.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** How the values inside of events are spelled. */
final class FormatMapper {

    private FormatMapper() {}

    static JsonMapper with(Redactor redactor) {
        return JsonMapper.builder(JsonFactory.builder()
                        // Whatever was written must be readable, however long.
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .build())
                .annotationIntrospector(new KindOfSealed())
                .addModule(new Jdk8Module())
                .addModule(values(redactor))
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                // A value that is missing was written by another version: guessing it would change what happened.
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    private static SimpleModule values(Redactor redactor) {
        var module = new SimpleModule("journal values");
        module.addSerializer(String.class, new Text<>(String.class, text -> text, redactor));
        text(module, Json.class, Json::text, Json::new, redactor);
        text(module, Path.class, Path::toString, Path::of, redactor);
        text(module, Duration.class, Duration::toString, Duration::parse, Redactor.none());
        text(module, Instant.class, Instant::toString, Instant::parse, Redactor.none());
        return module;
    }

    private static <T> void text(
            SimpleModule module,
            Class<T> type,
            Function<T, String> write,
            Function<String, T> read,
            Redactor redactor) {
        module.addSerializer(type, new Text<>(type, write, redactor));
        module.addDeserializer(type, new OfText<>(type, read));
    }

    private static final class Text<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<T, String> write;
        private final transient Redactor redactor;

        Text(Class<T> type, Function<T, String> write, Redactor redactor) {
            super(type);
            this.write = write;
            this.redactor = redactor;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(redactor.redact(write.apply(value)));
        }
    }

    private static final class OfText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> read;

        OfText(Class<T> type, Function<String, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return read.apply(in.getText());
            } catch (IllegalArgumentException | DateTimeException e) {
                throw context.weirdStringException(in.getText(), handledType(), String.valueOf(e.getMessage()));
            }
        }
    }
}
