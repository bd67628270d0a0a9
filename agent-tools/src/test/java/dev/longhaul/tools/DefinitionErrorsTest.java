package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.invocation.InvocationParameters;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.util.Arrays;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions that cannot work are refused at the start, with the fix. */
@SuppressWarnings({"unused", "rawtypes", "OptionalUsedAsFieldOrParameterType"})
class DefinitionErrorsTest {

    record Dated(String title, Date due) {}

    record Maybe(Optional<Optional<String>> note) {}

    record Renamed(
            @JsonProperty(value = "n", required = true) String note) {}

    record Gap(@JsonProperty int count) {}

    record Tree(String name, List<Tree> children) {}

    record Page<T>(T item) {}

    static final class Bean {}

    interface Form {}

    enum Nothing {}

    /** Each method alone would be a tool, were it not for its parameter {@code x}. */
    interface Parameters<T> {
        void map(Map x);

        void object(Object x);

        void json(JsonNode x);

        void date(Date x);

        void optionalInt(OptionalInt x);

        void nestedOptional(List<Optional<String>> x);

        void rawList(List x);

        void deque(Deque<String> x);

        void wildcard(List<? extends Number> x);

        void variable(T x);

        void genericArray(List<String>[] x);

        void letter(char x);

        void text(CharSequence x);

        void dated(List<Dated> x);

        void maybe(Maybe x);

        void renamed(Renamed x);

        void gap(Gap x);

        void tree(Tree x);

        void page(Page<String> x);

        void bean(Bean x);

        void form(Form x);

        void nothing(Nothing x);

        void optionalPrimitive(@P(required = false) int x);

        void badDefault(@P(defaultValue = "many") int x);

        void optionalDefault(@P(defaultValue = "a") Optional<String> x);

        void rawOptional(Optional x);

        void memory(@ToolMemoryId String x);

        void parameters(InvocationParameters x);
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                arguments("map", "x: java.util.Map", "a List of a record with a key and a value"),
                arguments("object", "x: java.lang.Object does not say what to send", "take a String, or a record"),
                arguments("json", "x: com.fasterxml.jackson.databind.JsonNode", "take List<T> or Set<T>"),
                arguments("date", "x: java.util.Date", "take a LocalDate"),
                arguments("optionalInt", "x: java.util.OptionalInt", "@P(required = false)"),
                arguments("nestedOptional", "x: java.util.Optional", "take the plain type"),
                arguments("rawList", "x: java.util.List", "such as List<String>"),
                arguments("deque", "x: java.util.Deque", "take List<T> or Set<T>"),
                arguments("wildcard", "x: ? extends java.lang.Number", "name the type"),
                arguments("variable", "x: T leaves open", "annotate the overriding method"),
                arguments("genericArray", "x: java.util.List<java.lang.String>[]", "name the type"),
                arguments("letter", "x: char", "take a String"),
                arguments("text", "x: java.lang.CharSequence", "take a String"),
                arguments("dated", "x.due: java.util.Date", "take a LocalDate"),
                arguments("maybe", "x.note: java.util.Optional", "@JsonProperty(required = false)"),
                arguments("renamed", "x.note: the schema shows the component's own name", "rename the component"),
                arguments("gap", "x.count: @JsonProperty makes the component optional", "use the boxed type"),
                arguments(
                        "tree", "x.children: " + Tree.class.getName() + " contains itself", "name their parent by id"),
                arguments("page", "x: " + Page.class.getName() + " has type parameters", "without type parameters"),
                arguments("bean", "x: " + Bean.class.getName() + " is not a record", "make it a record"),
                arguments("form", "x: " + Form.class.getName() + " has more than one form", "take one record"),
                arguments("nothing", "x: " + Nothing.class.getName() + " has no constants", "give it some"),
                arguments("optionalPrimitive", "x: int cannot be null", "take the boxed type, or give @P(defaultValue"),
                arguments("badDefault", "x: the default value many does not fit", "give an integer"),
                arguments("optionalDefault", "x: Optional already says", "drop the default value"),
                arguments("rawOptional", "x: Optional does not say of what", "such as Optional<String>"),
                arguments("memory", "x: only LangChain4j's own loop", "take a dev.longhaul.tool.ToolContext"),
                arguments("parameters", "x: only LangChain4j's own loop", "take a dev.longhaul.tool.ToolContext"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parameters")
    void a_parameter_that_cannot_work_is_named_with_the_fix(String name, String problem, String fix) {
        refuses(Parameters.class, name, problem, fix);
    }

    /** A tool made of one method of {@code methods}, which has one parameter. */
    static void refuses(Class<?> methods, String name, String problem, String fix) {
        var method = Arrays.stream(methods.getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> new MethodReader(methods, method).read())
                .isInstanceOf(ToolDefinitionException.class)
                .hasMessageStartingWith(methods.getName() + "." + name + ", parameter " + problem)
                .message()
                .contains(". Fix: ")
                .satisfies(message -> assertThat(message.substring(message.indexOf(". Fix: ")))
                        .contains(fix));
    }

    static final class BadName {
        @Tool(name = "next ticket")
        void next() {}
    }

    static final class Overloaded {
        @Tool
        void find(String id) {}

        @Tool
        void find(long id) {}
    }

    static final class Immediate {
        @Tool(returnBehavior = ReturnBehavior.IMMEDIATE)
        String answer() {
            return "";
        }
    }

    static final class Later {
        @Tool
        CompletableFuture<String> fetch() {
            return CompletableFuture.completedFuture("");
        }
    }

    static final class OwnResult {
        @Tool
        ToolResult fetch() {
            return ToolResult.of(new ToolCall("", "", dev.longhaul.model.Json.EMPTY_OBJECT), "");
        }
    }

    static final class Twins {
        @Tool
        void move(@P(name = "to") String from, String to) {}
    }

    static final class TwiceDescribed {
        @Tool
        void move(@P(value = "where", description = "where to") String to) {}
    }

    static final class BadMetadata {
        @Tool(metadata = "none")
        void move() {}
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                arguments(new BadName(), "BadName.next: tool name \"next ticket\" is not usable", "@Tool(name"),
                arguments(new Overloaded(), "Overloaded.find: the tool name find is taken by", "another @Tool(name"),
                arguments(new Immediate(), "Immediate.answer: returnBehavior IMMEDIATE", "leave returnBehavior out"),
                arguments(new Later(), "Later.fetch: the result java.util.concurrent.CompletableFuture", "may block"),
                arguments(new OwnResult(), "OwnResult.fetch: the result " + ToolResult.class.getName(), "throw"),
                arguments(new Twins(), "Twins.move, parameter to: two parameters", "change one @P(name"),
                arguments(new TwiceDescribed(), "TwiceDescribed.move, parameter to: @P has both", "leave one"),
                arguments(new BadMetadata(), "BadMetadata.move: the metadata of @Tool", "leave it out"),
                arguments(new Bean(), "Bean has no @Tool methods", "annotate a method"),
                arguments(Overloaded.class, "java.lang.Class has no @Tool methods", "not its class"),
                arguments(List.of(new Later()), "has no @Tool methods", "pass the objects themselves"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("objects")
    void an_object_that_cannot_work_is_named_with_the_fix(Object object, String problem, String fix) {
        assertThatThrownBy(() -> AnnotatedTools.of(object))
                .isInstanceOf(ToolDefinitionException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("Fix: ")
                .hasMessageContaining(fix);
    }

    @Test
    void the_same_name_in_two_objects_is_refused() {
        assertThatThrownBy(() -> AnnotatedTools.of(new ToolResultsTest.Answers(), new ToolResultsTest.Answers()))
                .isInstanceOf(ToolDefinitionException.class)
                .hasMessageContaining("is taken by");
    }

    @Test
    void parameter_names_missing_from_the_class_file_are_refused() throws Exception {
        var method = Nameless.compiled().getMethod("call", String.class);

        assertThatThrownBy(() -> new MethodReader(this, method).read())
                .isInstanceOf(ToolDefinitionException.class)
                .hasMessage("Nameless.call, parameter arg0: its name is not in the class file."
                        + " Fix: compile with -parameters, or give @P(name = ...).");
    }

    static final class Spelled {
        @Tool
        public void measure(@P(name = "größe") int size) {}
    }

    @Test
    void a_parameter_whose_name_the_provider_refuses_is_refused_with_the_fix() {
        assertThatThrownBy(() -> AnnotatedTools.of(new Spelled()))
                .isInstanceOf(ToolDefinitionException.class)
                .hasMessageContaining("größe")
                .hasMessageContaining("@P(name = ...)");
    }
}
