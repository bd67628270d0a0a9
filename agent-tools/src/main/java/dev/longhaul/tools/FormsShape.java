package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of several records; the object names its form.
 *
 * @param discriminator the property that does
 * @param forms by name, in the order of the declaration
 * @param description what the type says of itself; empty for nothing
 */
record FormsShape(String discriminator, Map<String, RecordShape> forms, String description) implements Shape {

    @Override
    public String expected() {
        return "an object (" + discriminator + ": one of " + String.join(", ", forms.keySet()) + ")";
    }

    @Override
    public ObjectNode schema(String own) {
        var schemas = forms.entrySet().stream()
                .map(form -> schema(form.getKey(), form.getValue()))
                .toList();
        return Schemas.anyOf(schemas, own.isEmpty() ? description : own);
    }

    private ObjectNode schema(String name, RecordShape form) {
        var members = new ArrayList<Member>();
        members.add(Member.required(discriminator, new Named(name)));
        members.addAll(form.members().all());
        return new Members(members).schema(form.description());
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        if (!(node instanceof ObjectNode object)) {
            throw mismatch(node);
        }
        var name = object.path(discriminator);
        var form = forms.get(name.asText());
        if (form == null || !name.isTextual()) {
            var got = name.isMissingNode() ? "missing, expected one of " : "expected one of ";
            var sent = name.isMissingNode() ? "" : ", got " + Excerpt.of(name.toString());
            throw new BadArgument(List.of(new Problem(discriminator, got + String.join(", ", forms.keySet()) + sent)));
        }
        return form.decode(object.deepCopy().without(discriminator));
    }

    /** The name of a form, where the schema asks for it. */
    private record Named(String name) implements Shape {

        @Override
        public String expected() {
            return name;
        }

        @Override
        public ObjectNode schema(String description) {
            return Schemas.choice(List.of(name), description);
        }

        @Override
        public Object decode(JsonNode node) {
            return name;
        }
    }
}
