package dev.longhaul.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.longhaul.model.Json;
import org.jspecify.annotations.Nullable;

/** What the model reads of a method's result. */
final class ResultText {

    /** What a method without a result brought; LangChain4j's word. */
    static final String NOTHING = "Success";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private ResultText() {}

    /**
     * The text of one result.
     *
     * @param declared the method's return type
     * @throws JsonProcessingException if the value cannot be written
     */
    static String of(Class<?> declared, @Nullable Object result) throws JsonProcessingException {
        if (declared == void.class || declared == Void.class) {
            return NOTHING;
        }
        return switch (result) {
            case null -> "null";
            case String text -> text;
            case Json json -> json.text();
            default -> MAPPER.writeValueAsString(result);
        };
    }
}
