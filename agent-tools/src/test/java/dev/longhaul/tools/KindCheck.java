package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

/** What a tool says it takes, and takes. JSON is written with single quotes. */
final class KindCheck {

    private KindCheck() {}

    static void accepts(Keeping kinds, String tool, String schema, String sent, @Nullable Object expected)
            throws Exception {
        var result = Calls.call(Calls.named(tool, kinds), json("{'value':" + sent + "}"));

        assertThat(result.isError()).as(result.text()).isFalse();
        assertThat(kinds.seen).isEqualTo(expected);
        assertThat(schemaOfValue(kinds, tool)).isEqualTo(json(schema));
    }

    static void refuses(Keeping kinds, String tool, String sent, String reason) throws Exception {
        var result = Calls.call(Calls.named(tool, kinds), json("{'value':" + sent + "}"));

        assertThat(result.isError()).isTrue();
        assertThat(result.text()).contains(json(reason));
        assertThat(kinds.seen).isEqualTo("not called");
    }

    private static String schemaOfValue(Keeping kinds, String tool) {
        var schema = Calls.named(tool, kinds).spec().inputSchema().tree();
        return schema.path("properties").path("value").toString();
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
