package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Which methods become tools, and what the model is told of them. */
@SuppressWarnings("unused")
class ToolDiscoveryTest {

    static final class Queue {
        @Tool("Puts a ticket back")
        void requeue(String id) {}

        @Tool(
                name = "get_next_ticket",
                value = {"Takes the next ticket", "An empty queue answers with an error"})
        String next() {
            return "T-1";
        }

        @Tool
        private String hidden() {
            return "from private";
        }

        @Tool
        static String shared() {
            return "from static";
        }

        void helper() {}
    }

    interface Greeter {
        @Tool("Greets")
        String greet(@P(name = "who") String name);

        @Tool
        default String wave() {
            return "waves";
        }
    }

    static class PoliteGreeter implements Greeter {
        @Override
        public String greet(String name) {
            return "Good day, " + name;
        }
    }

    /** What a class-based proxy looks like: a subclass that repeats no annotation. */
    static final class GeneratedProxy extends PoliteGreeter {
        final ArrayList<String> log = new ArrayList<>();

        @Override
        public String greet(String name) {
            log.add(name);
            return super.greet(name);
        }
    }

    interface Handler<T> {
        String handle(T value);
    }

    static final class LineHandler implements Handler<Kinds.Line> {
        @Tool
        @Override
        public String handle(Kinds.Line value) {
            return value.sku();
        }
    }

    static class Renamed extends PoliteGreeter {
        @Tool(name = "salute")
        @Override
        public String greet(String name) {
            return "Salute, " + name;
        }
    }

    @Test
    void every_annotated_method_is_a_tool_sorted_by_name() {
        assertThat(AnnotatedTools.of(new Queue()))
                .extracting(tool -> tool.spec().name())
                .containsExactly("get_next_ticket", "hidden", "requeue", "shared");
    }

    @Test
    void tools_of_several_objects_come_in_one_order() {
        assertThat(AnnotatedTools.of(new PoliteGreeter(), new Queue()))
                .isSortedAccordingTo(
                        (a, b) -> a.spec().name().compareTo(b.spec().name()))
                .hasSize(6);
    }

    @Test
    void no_objects_no_tools() {
        assertThat(AnnotatedTools.of()).isEmpty();
    }

    @Test
    void the_lines_of_a_description_are_kept() {
        assertThat(Calls.named("get_next_ticket", new Queue()).spec().description())
                .isEqualTo("Takes the next ticket\nAn empty queue answers with an error");
    }

    @Test
    void a_tool_without_a_description_has_an_empty_one() {
        assertThat(Calls.named("hidden", new Queue()).spec().description()).isEmpty();
    }

    @Test
    void a_tool_without_parameters_takes_an_empty_object() {
        assertThat(Calls.named("get_next_ticket", new Queue())
                        .spec()
                        .inputSchema()
                        .text())
                .isEqualTo("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");
    }

    @Test
    void private_and_static_methods_can_be_called() throws Exception {
        assertThat(Calls.call(Calls.named("hidden", new Queue()), "{}").text()).isEqualTo("from private");
        assertThat(Calls.call(Calls.named("shared", new Queue()), "{}").text()).isEqualTo("from static");
    }

    @Test
    void an_annotation_in_an_interface_counts() throws Exception {
        var tool = Calls.named("greet", new PoliteGreeter());

        assertThat(Calls.call(tool, "{\"who\":\"Ann\"}").text()).isEqualTo("Good day, Ann");
        assertThat(Calls.call(Calls.named("wave", new PoliteGreeter()), "{}").text())
                .isEqualTo("waves");
    }

    @Test
    void a_call_goes_through_a_class_based_proxy() throws Exception {
        var proxy = new GeneratedProxy();
        Calls.call(Calls.named("greet", proxy), "{\"who\":\"Ann\"}");

        assertThat(proxy.log).containsExactly("Ann");
    }

    @Test
    void a_call_goes_through_a_jdk_proxy() throws Exception {
        var proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Greeter.class},
                (self, method, arguments) -> method.getName() + " through the proxy");

        assertThat(Calls.call(Calls.named("greet", proxy), "{\"who\":\"Ann\"}").text())
                .isEqualTo("greet through the proxy");
    }

    @Test
    void a_generic_interface_is_described_by_the_method_that_names_the_type() throws Exception {
        assertThat(Calls.call(new LineHandler(), "{\"value\":{\"sku\":\"x\",\"quantity\":1}}")
                        .text())
                .isEqualTo("x");
    }

    @Test
    void the_most_derived_annotation_wins() {
        assertThat(AnnotatedTools.of(new Renamed()))
                .extracting(tool -> tool.spec().name())
                .containsExactly("salute", "wave");
    }
}
