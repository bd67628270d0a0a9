package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Every row of docs/failures.md is a test that exists, and every test written for the page has its row. */
class FailuresPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|.*\\| `([\\w.]+)\\.(\\w+)` \\|$");
    private static final Path HOUSE = Path.of("..");
    private static final List<String> MODULES = List.of("agent-core", "agent-runner");

    /** One row: its number, a test class as far as it takes to tell it from others, and the method. */
    record Row(int number, String type, String method) {

        String test() {
            return type.substring(type.lastIndexOf('.') + 1) + "." + method;
        }
    }

    static List<Row> rows() throws IOException {
        try (var lines = Files.lines(HOUSE.resolve("docs/failures.md"))) {
            return lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> new Row(Integer.parseInt(row.group(1)), row.group(2), row.group(3)))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theTestOfARowIsThereAndIsATest(Row row) {
        assertThat(tests(row.type())).as("tests of " + row.type()).contains(row.method());
    }

    @Test
    void everyLineOfATableIsARowAndRowsAreNumberedThrough() throws IOException {
        try (var lines = Files.lines(HOUSE.resolve("docs/failures.md"))) {
            assertThat(rows()).hasSize((int) lines.filter(line -> line.startsWith("| ") && !line.startsWith("| # |"))
                    .count());
        }
        assertThat(rows())
                .extracting(Row::number)
                .hasSizeGreaterThanOrEqualTo(30)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, rows().size()).boxed().toList());
        assertThat(rows()).extracting(Row::test).doesNotHaveDuplicates();
    }

    @Test
    void everyTestOfTheCatalogueHasARow() throws Exception {
        var written = MODULES.stream()
                .flatMap(module -> sources(module, "FailureCatalogue"))
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .toList();
        assertThat(written).hasSizeGreaterThanOrEqualTo(4);
        for (var type : written) {
            assertThat(rows())
                    .extracting(Row::test)
                    .containsAll(tests(type).stream()
                            .map(method -> type + "." + method)
                            .toList());
        }
    }

    /** The names of the test methods of the one class of that name. */
    private static List<String> tests(String type) {
        var suffix = Path.of(type.replace('.', '/') + ".java");
        var found = MODULES.stream()
                .flatMap(module -> sources(module, "")
                        .filter(source -> source.endsWith(suffix))
                        .map(source -> tests(module, source)))
                .toList();
        assertThat(found)
                .as("classes called " + type + "; put its package in front if there are more")
                .hasSize(1);
        return found.getFirst();
    }

    private static Stream<Path> sources(String module, String prefix) {
        try (var all = Files.walk(HOUSE.resolve(module).resolve("src/test/java"))) {
            return all
                    .filter(path -> path.getFileName().toString().startsWith(prefix)
                            && path.toString().endsWith("Test.java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class is looked for where its module compiles to: build that module first (Maven's {@code -am}). */
    private static List<String> tests(String module, Path source) {
        var home = HOUSE.resolve(module);
        var name = home.resolve("src/test/java").relativize(source).toString();
        try (var loader = new URLClassLoader(
                new URL[] {home.resolve("target/test-classes").toUri().toURL()},
                FailuresPageTest.class.getClassLoader())) {
            var type = Class.forName(name.replace(".java", "").replace('/', '.'), false, loader);
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                    .map(Method::getName)
                    .toList();
        } catch (ClassNotFoundException | IOException e) {
            throw new AssertionError("no compiled class of " + source + ": build " + module + " first", e);
        }
    }
}
