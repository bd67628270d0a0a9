package dev.longhaul.runner.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tools.AnnotatedTools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tool's schema becomes. */
class ToolSpecificationsTest {

    private static ToolSpec tool(String schema) {
        return new ToolSpec("look", "Looks.", new Json(schema));
    }

    private static JsonNode told(ToolSpec tool) throws ModelException {
        return Json.parse(ToolSpecifications.of(tool).toJson()).tree().path("parameters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','properties':{'a':{'type':'string','description':'why'}},'required':['a']}",
                "{'type':'object','properties':{'a':{'type':'string','enum':['x','y']}},'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'type':'array','items':{'type':'integer'}}}}",
                "{'type':'object','properties':{'a':{'type':'object','properties':{'b':{'type':'number'}},'required':['b']}}}",
                "{'type':'object','properties':{'a':{'type':'integer','minimum':1,'maximum':9}}}",
                "{'type':'object','properties':{'a':{'type':'string','pattern':'^T-','format':'date'}}}",
                "{'type':'object','properties':{'a':{'type':['string','null']}}}",
                "{'type':'object','properties':{'a':{'enum':[1,2]}}}",
                "{'type':'object','properties':{'a':{'const':7},'b':{}}}",
                "{'type':'object','properties':{'a':{'type':'object','additionalProperties':{'type':'string'}}}}",
                "{'type':'object','properties':{'a':{'anyOf':[{'type':'string'},{'type':'null'}]}}}",
                "{'type':'object','properties':{'a':{'oneOf':[{'type':'string'},{'type':'integer'}]}}}",
                "{'type':'object','properties':{'a':{'type':'boolean','default':true}}}",
                "{'type':'object','properties':{'a':{'$ref':'#/$defs/t'}},'$defs':{'t':{'type':'string'}}}",
            })
    void aSchemaIsToldWhole(String schema) throws Exception {
        var spec = tool(schema.replace('\'', '"'));

        assertThat(told(spec)).isEqualTo(spec.inputSchema().tree());
    }

    @Test
    void whatLangChain4jHasNoClassForTravelsRaw() throws Exception {
        var spec = tool("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":1}}}");

        assertThat(ToolSpecifications.of(spec).parameters().properties().get("a"))
                .isInstanceOf(JsonRawSchema.class);
    }

    @Test
    void theSchemaOfAnAnnotatedMethodIsToldWhole() throws Exception {
        for (var tool : AnnotatedTools.of(new Nested())) {
            assertThat(told(tool.spec())).isEqualTo(tool.spec().inputSchema().tree());
        }
    }

    @Test
    void whatOnlyNamesASchemaIsLeftOut() throws Exception {
        var spec = tool(
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"T\",\"type\":\"object\"}");

        assertThat(told(spec)).isEqualTo(Json.parse("{\"type\":\"object\"}").tree());
    }

    @Test
    void whatWouldBeLostAtTheTopIsRefused() {
        assertThatThrownBy(() -> ToolSpecifications.of(tool("{\"type\":\"object\",\"minProperties\":1,\"oneOf\":[]}")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the tool \"look\": at its top it may not have minProperties, oneOf");
        assertThatThrownBy(() -> ToolSpecifications.of(
                        tool("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}")))
                .hasMessageContaining("additionalProperties may only be true or false");
    }

    @Test
    void whatIsNoObjectOrNoSchemaIsRefused() {
        assertThatThrownBy(() -> ToolSpecifications.of(tool("{\"type\":\"string\"}")))
                .hasMessageContaining("it is not of type object");
        assertThatThrownBy(() -> ToolSpecifications.of(tool("{\"type\":\"object\",\"properties\":{\"a\":1}}")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the tool \"look\"");
    }

    /** A tool with a record in a list. */
    static final class Nested {

        record Line(String item, int count) {}

        sealed interface Payment permits Card, Transfer {}

        record Card(String number) implements Payment {}

        record Transfer(String iban) implements Payment {}

        @dev.langchain4j.agent.tool.Tool("Orders")
        String order(java.util.List<Line> lines, java.util.Optional<String> note) {
            return lines + note.orElse("");
        }

        @dev.langchain4j.agent.tool.Tool("Pays")
        String pay(Payment payment, java.time.LocalDate due, java.util.Map<String, Line> lines) {
            return payment + " " + due + lines;
        }
    }
}
