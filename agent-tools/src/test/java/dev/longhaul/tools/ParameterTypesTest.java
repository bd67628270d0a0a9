package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.longhaul.tools.Kinds.Casing;
import dev.longhaul.tools.Kinds.Line;
import dev.longhaul.tools.Kinds.Order;
import dev.longhaul.tools.Kinds.Pair;
import dev.longhaul.tools.Kinds.Priority;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For each type: what the model is told, what it may send, what the method gets, and what it reads otherwise. */
class ParameterTypesTest {

    private static final String STRING = "{'type':'string'}";
    private static final String INTEGER = "{'type':'integer'}";
    private static final String NUMBER = "{'type':'number'}";
    private static final String BOOLEAN = "{'type':'boolean'}";
    private static final String CHOICE = "{'type':'string','enum':['LOW','HIGH']}";
    private static final String LINE = "{'type':'object','properties':{'sku':{'type':'string'},"
            + "'quantity':{'type':'integer','description':'how many'}},'required':['sku','quantity'],"
            + "'additionalProperties':false}";
    private static final String ORDER = "{'type':'object','properties':{'id':{'type':'integer'},'priority':" + CHOICE
            + ",'lines':{'type':'array','items':" + LINE + "},'note':{'type':'string'}},"
            + "'required':['id','priority','lines'],'additionalProperties':false}";
    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("string", STRING, "'abc'", "abc"),
                arguments("string", STRING, "''", ""),
                arguments("string", STRING, "42", "42"),
                arguments("string", STRING, "true", "true"),
                arguments("primitiveInt", INTEGER, "42", 42),
                arguments("primitiveInt", INTEGER, "'42'", 42),
                arguments("primitiveInt", INTEGER, "' -7 '", -7),
                arguments("primitiveInt", INTEGER, "42.0", 42),
                arguments("primitiveInt", INTEGER, "1e3", 1000),
                arguments("boxedInt", INTEGER, "-2147483648", Integer.MIN_VALUE),
                arguments("primitiveLong", INTEGER, "9007199254740993", 9007199254740993L),
                arguments("boxedLong", INTEGER, "'9223372036854775807'", Long.MAX_VALUE),
                arguments("primitiveShort", INTEGER, "-32768", Short.MIN_VALUE),
                arguments("primitiveByte", INTEGER, "127", Byte.MAX_VALUE),
                arguments("primitiveFloat", NUMBER, "1.5", 1.5f),
                arguments("primitiveDouble", NUMBER, "0.1", 0.1),
                arguments("boxedDouble", NUMBER, "'2.5'", 2.5),
                arguments("boxedDouble", NUMBER, "3", 3.0),
                arguments("primitiveBoolean", BOOLEAN, "true", true),
                arguments("boxedBoolean", BOOLEAN, "'False'", false),
                arguments("bigDecimal", NUMBER, "0.1000000000000000055511", new BigDecimal("0.1000000000000000055511")),
                arguments("primitiveDouble", NUMBER, "1e-999999999", 0.0),
                arguments("bigInteger", INTEGER, "18446744073709551616", BigInteger.TWO.pow(64)),
                arguments(
                        "uuid",
                        "{'type':'string','description':'String in a UUID format'}",
                        "'" + ID + "'",
                        UUID.fromString(ID)),
                arguments("choice", CHOICE, "'HIGH'", Priority.HIGH),
                arguments("choice", CHOICE, "'high'", Priority.HIGH),
                arguments("strings", "{'type':'array','items':" + STRING + "}", "['a','b']", List.of("a", "b")),
                arguments("strings", "{'type':'array','items':" + STRING + "}", "[]", List.of()),
                arguments("collection", "{'type':'array','items':" + INTEGER + "}", "[1,'2']", List.of(1L, 2L)),
                arguments("choices", "{'type':'array','items':" + CHOICE + "}", "['LOW','low']", Set.of(Priority.LOW)),
                arguments(
                        "nestedLists",
                        "{'type':'array','items':{'type':'array','items':" + INTEGER + "}}",
                        "[[1],[]]",
                        List.of(List.of(1), List.of())),
                arguments("array", "{'type':'array','items':" + STRING + "}", "['a']", new String[] {"a"}),
                arguments("primitiveArray", "{'type':'array','items':" + INTEGER + "}", "[1,2]", new int[] {1, 2}),
                arguments(
                        "variable", "{'type':'array','items':" + LINE + "}", "[{'sku':'x','quantity':2}]", new Line[] {
                            new Line("x", 2)
                        }),
                arguments("casing", "{'type':'string','enum':['OPEN','Open']}", "'Open'", Casing.Open),
                arguments(
                        "pair",
                        "{'type':'object','properties':{'left':" + LINE + ",'right':" + LINE
                                + "},'required':['left','right'],'additionalProperties':false}",
                        "{'left':{'sku':'x','quantity':1},'right':{'sku':'y','quantity':2}}",
                        new Pair(new Line("x", 1), new Line("y", 2))),
                arguments("line", LINE, "{'quantity':1,'sku':'x'}", new Line("x", 1)),
                arguments(
                        "order",
                        ORDER,
                        "{'id':1,'priority':'LOW','lines':[{'sku':'x','quantity':1}],'note':'n'}",
                        new Order(1, Priority.LOW, List.of(new Line("x", 1)), "n")),
                arguments(
                        "orders",
                        "{'type':'array','items':" + ORDER + "}",
                        "[{'id':1,'priority':'LOW','lines':[]}]",
                        List.of(new Order(1, Priority.LOW, List.of(), null))),
                arguments("maybe", INTEGER, "3", Optional.of(3)),
                arguments("maybe", INTEGER, "null", Optional.empty()),
                arguments("nullable", STRING, "null", null),
                arguments("nullable", STRING, "'a'", "a"),
                arguments("withDefault", INTEGER, "null", 5),
                arguments("withDefault", INTEGER, "6", 6),
                arguments("described", "{'type':'string','description':'what it is'}", "'a'", "a"));
    }

    @ParameterizedTest(name = "{0} takes {2}")
    @MethodSource("accepted")
    void a_parameter_is_described_and_decoded(String tool, String schema, String sent, Object expected)
            throws Exception {
        KindCheck.accepts(new Kinds(), tool, schema, sent, expected);
    }

    static Stream<Arguments> leftOut() {
        return Stream.of(
                arguments("maybe", Optional.empty()),
                arguments("nullable", null),
                arguments("withDefault", 5),
                arguments("withChoiceDefault", Priority.HIGH),
                arguments("withListDefault", List.of("a")));
    }

    @ParameterizedTest(name = "{0} left out is {1}")
    @MethodSource("leftOut")
    void an_optional_parameter_may_be_left_out(String tool, Object expected) throws Exception {
        var kinds = new Kinds();
        Calls.call(Calls.named(tool, kinds), "{}");

        assertThat(kinds.seen).isEqualTo(expected);
        assertThat(Calls.named(tool, kinds).spec().inputSchema().tree().has("required"))
                .isFalse();
    }

    @Test
    void a_default_that_can_be_changed_is_new_for_each_call() throws Exception {
        var kinds = new Kinds();
        var tool = Calls.named("withArrayDefault", kinds);
        Calls.call(tool, "{}");
        var first = kinds.seen;
        Calls.call(tool, "{}");

        assertThat(kinds.seen).isEqualTo(new int[] {1}).isNotSameAs(first);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("string", "null", "value: expected a string, got null"),
                arguments("string", "1.10", "value: expected a string, got the number 1.1; put it in quotes"),
                arguments("string", "['a']", "value: expected a string, got ['a']"),
                arguments("string", "{}", "value: expected a string, got {}"),
                arguments(
                        "primitiveInt",
                        "'abc'",
                        "value: expected an integer from -2147483648 to 2147483647, got 'abc'"),
                arguments("primitiveInt", "1.5", "value: expected an integer from -2147483648 to 2147483647, got 1.5"),
                arguments(
                        "primitiveInt",
                        "2147483648",
                        "value: expected an integer from -2147483648 to 2147483647, got 2147483648"),
                arguments("primitiveInt", "true", "got true"),
                arguments("primitiveInt", "''", "got ''"),
                arguments("primitiveInt", "1e999999999", "got 1E+999999999"),
                arguments("primitiveInt", "1e-999999999", "got 1E-999999999"),
                arguments("primitiveInt", "null", "got null"),
                arguments("primitiveLong", "9223372036854775808", "to 9223372036854775807, got 9223372036854775808"),
                arguments("primitiveByte", "128", "value: expected an integer from -128 to 127, got 128"),
                arguments("primitiveDouble", "'NaN'", "value: expected a number, got 'NaN'"),
                arguments("primitiveDouble", "1e400", "value: expected a number, got 1E+400"),
                arguments("primitiveDouble", "1e999999999", "got 1E+999999999"),
                arguments("primitiveFloat", "1e39", "value: expected a number, got 1E+39"),
                arguments("primitiveBoolean", "1", "value: expected true or false, got 1"),
                arguments("primitiveBoolean", "'yes'", "value: expected true or false, got 'yes'"),
                arguments("bigInteger", "1e999999999", "value: expected an integer of at most 1000 digits"),
                arguments("bigInteger", "0.5", "got 0.5"),
                arguments("bigDecimal", "1e-999999999", "value: expected a number of at most 1000 digits"),
                arguments("uuid", "'1-1-1-1-1'", "value: expected a UUID such as"),
                arguments("choice", "'URGENT'", "value: expected one of LOW, HIGH, got 'URGENT'"),
                arguments("choice", "0", "value: expected one of LOW, HIGH, got 0"),
                arguments("casing", "'open'", "value: expected one of OPEN, Open, got 'open'"),
                arguments("strings", "'a'", "value: expected an array (each element: a string), got 'a'"),
                arguments("strings", "['a',null]", "value[1]: expected a string, got null"),
                arguments("nestedLists", "[[1],[2,'x']]", "value[1][1]: expected an integer"),
                arguments(
                        "line", "'x'", "value: expected an object (required: sku, quantity; optional: none), got 'x'"),
                arguments("line", "{'sku':'x'}", "value.quantity: missing, expected an integer"),
                arguments(
                        "line",
                        "{'sku':'x','quantity':1,'color':'red'}",
                        "value.color: not known here; required: sku, quantity; optional: none"),
                arguments(
                        "order",
                        "{'id':1,'priority':'LOW','lines':[{'sku':'x','quantity':'many'}]}",
                        "value.lines[0].quantity: expected an integer"),
                arguments("percent", "{'value':101}", "value: refused: at most 100 percent"),
                arguments("withDefault", "'x'", "value: expected an integer"));
    }

    @ParameterizedTest(name = "{0} refuses {1}")
    @MethodSource("refused")
    void a_value_that_does_not_fit_is_refused_in_words_the_model_can_act_on(String tool, String sent, String reason)
            throws Exception {
        KindCheck.refuses(new Kinds(), tool, sent, reason);
    }
}
