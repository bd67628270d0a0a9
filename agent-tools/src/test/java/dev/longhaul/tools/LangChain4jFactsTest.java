package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.longhaul.model.Json;
import dev.longhaul.tool.ToolContext;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we rely on in LangChain4j, and what we describe ourselves because of it. A new version that differs fails here first. */
@SuppressWarnings({"unused", "OptionalUsedAsFieldOrParameterType"})
class LangChain4jFactsTest {

    record Components(
            String plain,
            @JsonProperty String annotated,
            @JsonProperty(value = "n", required = true) String named) {}

    record Maybe(Optional<String> note) {}

    interface Methods {
        @Tool
        void none();

        @Tool
        void order(String second, String first);

        @Tool
        void presence(
                String always,
                @P(required = false) String maybe,
                @P(defaultValue = "1") int one,
                Optional<String> optional);

        @Tool
        void components(Components x);

        @Tool
        void context(ToolContext x);

        @Tool
        void map(Map<String, Integer> x);

        @Tool
        void object(Object x);

        @Tool
        void date(LocalDate x);

        @Tool
        void uri(URI x);

        @Tool
        void maybe(Maybe x);

        @Tool
        void genericArray(List<String>[] x);
    }

    @Test
    void a_tool_without_parameters_has_no_schema() {
        assertThat(schema("none").isMissingNode()).isTrue();
    }

    @Test
    void properties_keep_the_order_of_the_parameters() {
        assertThat(schema("order").path("properties").fieldNames()).toIterable().containsExactly("second", "first");
    }

    @Test
    void what_may_be_left_out_is_not_required() {
        assertThat(schema("presence").path("required")).hasToString("[\"always\"]");
    }

    @Test
    void an_annotated_component_is_optional_unless_it_says_required_and_keeps_its_own_name() {
        var record = property("components");
        assertThat(record.path("properties").fieldNames()).toIterable().containsExactly("plain", "annotated", "named");
        assertThat(record.path("required")).hasToString("[\"plain\",\"named\"]");
    }

    @Test
    void a_tool_context_would_be_shown_to_the_model() {
        assertThat(property("context").path("properties").fieldNames())
                .toIterable()
                .contains("sessionId", "idempotencyKey");
    }

    @Test
    void a_map_loses_its_types() {
        assertThat(property("map")).hasToString("{\"type\":\"object\"}");
    }

    @Test
    void an_object_says_nothing() {
        assertThat(property("object")).hasToString("{\"type\":\"object\"}");
    }

    @Test
    void a_date_is_described_by_its_fields() {
        assertThat(property("date").path("properties").fieldNames())
                .toIterable()
                .containsExactly("year", "month", "day");
    }

    @Test
    void a_uri_is_described_by_its_private_fields() {
        assertThat(property("uri").path("properties").has("scheme")).isTrue();
    }

    @Test
    void an_optional_component_is_described_as_a_required_object() {
        assertThat(property("maybe")
                        .path("properties")
                        .path("note")
                        .path("type")
                        .asText())
                .isEqualTo("object");
        assertThat(property("maybe").path("required")).hasToString("[\"note\"]");
    }

    @Test
    void an_array_of_lists_loses_the_type_of_their_elements() {
        assertThat(property("genericArray").path("items").path("items")).hasToString("{\"type\":\"object\"}");
    }

    /** What it describes as something else than is sent, or with words that say nothing, such as the name of a class. */
    private static boolean isOurs(Type type) {
        return switch (type) {
            case ParameterizedType generic ->
                generic.getRawType() == Map.class || isOurs(generic.getActualTypeArguments()[0]);
            case Class<?> plain ->
                ParsedShape.ALL.containsKey(plain)
                        || plain == FormKinds.Card.class
                        || plain.isSealed()
                        || plain == FormKinds.Visit.class;
            default -> false;
        };
    }

    static Stream<Method> kinds() {
        return Stream.of(Kinds.class, SpelledKinds.class, FormKinds.class)
                .flatMap(kinds -> Arrays.stream(kinds.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Tool.class))
                .filter(method -> !isOurs(method.getGenericParameterTypes()[0]));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_it_describes_as_it_is_we_describe_in_the_same_words(Method method) {
        var theirs = ToolSpecifications.toolSpecificationFrom(method);
        var ours = new MethodReader(this, method).read().spec();

        assertThat(ours.name()).isEqualTo(theirs.name());
        assertThat(ours.inputSchema().text())
                .isEqualTo(closed(Json.parse(theirs.toJson()).tree().path("parameters"))
                        .toString());
    }

    /** As it would be if other names were an error, which they are to us. */
    private static JsonNode closed(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("type").asText().equals("object")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(LangChain4jFactsTest::closed);
        return schema;
    }

    @Test
    void a_class_based_proxy_hides_the_annotation_of_the_class_behind_it() {
        assertThat(ToolSpecifications.toolSpecificationsFrom(new ToolDiscoveryTest.GeneratedProxy()))
                .extracting(specification -> specification.name())
                .doesNotContain("greet");
    }

    private static JsonNode schema(String name) {
        var method = Arrays.stream(Methods.class.getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return Json.parse(ToolSpecifications.toolSpecificationFrom(method).toJson())
                .tree()
                .path("parameters");
    }

    private static JsonNode property(String name) {
        return schema(name).path("properties").path("x");
    }
}
