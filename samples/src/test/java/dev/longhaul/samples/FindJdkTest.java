package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How {@code ./agent} finds a JDK, wherever it is run. */
class FindJdkTest {

    private static String found(Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder("bash", "../scripts/find-jdk").redirectErrorStream(true);
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().putAll(environment);
        try (var out = builder.start().getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    void the_one_that_java_home_names_is_taken_also_where_there_is_no_home() throws IOException {
        var jdk = System.getProperty("java.home");
        assertThat(found(Map.of("JAVA_HOME", jdk))).isEqualTo(jdk);
        assertThat(found(Map.of("JAVA_HOME", jdk, "HOME", "/root"))).isEqualTo(jdk);
    }
}
