package dev.longhaul.tools;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.langchain4j.agent.tool.P;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Year;
import java.util.Calendar;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types that name no values, or more than can be sent, are refused at the start. */
@SuppressWarnings({"unused", "rawtypes"})
class UnfitTypesTest {

    sealed interface Kept permits Thing {}

    static final class Thing implements Kept {}

    sealed interface Generic<T> permits Of {}

    record Of<T>(T value) implements Generic<T> {}

    sealed interface Typed permits Letter {}

    record Letter(String type) implements Typed {}

    sealed interface Twofold permits First, Second {}

    record First() implements Twofold {}

    @JsonTypeName("First")
    record Second() implements Twofold {}

    sealed interface Sum permits Add {}

    record Add(Sum left, Sum right) implements Sum {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    sealed interface Wrapped permits Inside {}

    record Inside() implements Wrapped {}

    /** Each method alone would be a tool, were it not for its parameter {@code x}. */
    interface Parameters {
        void dateMap(Map<LocalDate, String> x);

        void wildMap(Map<String, ?> x);

        void sortedMap(SortedMap<String, String> x);

        void deepMap(Map<String, List<Deque<String>>> x);

        void url(URL x);

        void locale(Locale x);

        void path(Path x);

        void file(List<File> x);

        void year(List<Year> x);

        void calendar(Calendar x);

        void kept(Kept x);

        void generic(Generic<String> x);

        void typed(Typed x);

        void twofold(Twofold x);

        void sum(Sum x);

        void wrapped(Wrapped x);

        void badDate(@P(defaultValue = "tomorrow") LocalDate x);
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                arguments("dateMap", "x: a Map from java.time.LocalDate", "take String or an enum for its keys"),
                arguments("wildMap", "x: ? leaves open", "name the type"),
                arguments("sortedMap", "x: java.util.SortedMap", "take Map<String, T>"),
                arguments("deepMap", "x: java.util.Deque", "take List<T> or Set<T>"),
                arguments("url", "x: java.net.URL", "take a java.net.URI"),
                arguments("locale", "x: java.util.Locale", "take a String and convert it in the method"),
                arguments("path", "x: java.nio.file.Path could name any file", "check that it stays inside"),
                arguments("file", "x: java.io.File could name any file", "check that it stays inside"),
                arguments("year", "x: java.time.Year", "parse it in the method"),
                arguments("calendar", "x: java.util.Calendar", "take a LocalDate"),
                arguments("kept", "x: " + Thing.class.getName() + ", one of its forms", "make each form such a record"),
                arguments("generic", "x: " + Generic.class.getName() + " has more than one form", "make it a sealed"),
                arguments("typed", "x: " + Letter.class.getName() + " has a component type", "rename the component"),
                arguments("twofold", "x: two forms are named First", "@JsonTypeName"),
                arguments("sum", "x.left: " + Add.class.getName() + " contains itself", "name their parent by id"),
                arguments("wrapped", "x: @JsonTypeInfo of " + Wrapped.class.getName(), "use = NAME"),
                arguments("badDate", "x: the default value tomorrow does not fit", "give a date such as 2026-11-21"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parameters")
    void a_parameter_that_cannot_work_is_named_with_the_fix(String name, String problem, String fix) {
        DefinitionErrorsTest.refuses(Parameters.class, name, problem, fix);
    }
}
