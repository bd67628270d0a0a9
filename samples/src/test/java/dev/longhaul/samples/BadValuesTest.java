package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.OptionSpec;

/** Whoever mistypes an option reads which one, what was given and what is wanted, in one line and without a Java word. */
class BadValuesTest {

    private static final Set<Class<?>> NUMBERS =
            Set.of(int.class, Integer.class, long.class, Long.class, double.class, Double.class);

    @TempDir
    static Path home;

    private static Shell agent(String... arguments) {
        return Shell.run(Map.of("AGENT_HOME", home.toString()), arguments);
    }

    private static void assertRefused(Shell shell, String... words) {
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err().lines().toList()).hasSize(1);
        assertThat(shell.err()).startsWith("agent: ").contains(words).doesNotContain("Exception", " an int", " a long");
    }

    /** Also of options that are added tomorrow. */
    @TestFactory
    Stream<DynamicTest> no_option_that_takes_a_number_or_a_path_takes_another_thing() {
        var nowhere = new PrintStream(PrintStream.nullOutputStream());
        return Main.commandLine(new Terminal(InputStream.nullInputStream(), nowhere, nowhere, Map.of()))
                .getSubcommands()
                .entrySet()
                .stream()
                .flatMap(command -> command.getValue().getCommandSpec().options().stream()
                        .filter(option -> NUMBERS.contains(option.type()) || option.type() == Path.class)
                        .map(option -> refusing(command.getKey(), option)));
    }

    private static DynamicTest refusing(String command, OptionSpec option) {
        var bad = option.type() == Path.class ? "" : "lots";
        return DynamicTest.dynamicTest(
                command + " " + option.longestName(),
                () -> assertRefused(
                        agent(command, option.longestName(), bad),
                        "'" + option.longestName() + "'",
                        "'" + bad + "'",
                        option.type() == Path.class ? "give a path" : "write "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --max-tokens 0               | --max-tokens 0: a reply needs 1 or more",
                "demo --max-tokens 99999999999     | too large: give at most 2,147,483,647",
                "demo --compact-at 100             | --compact-at 100: cannot compact at 100 tokens: the smallest",
                "demo --compact-at 9999999999999   | --compact-at 9999999999999: no context is so large",
                "demo --budget-total-tokens 0      | --budget-total-tokens 0: a budget of 0 total tokens",
                "demo --budget-total-tokens -5     | give a positive number, or leave the limit out",
                "demo --budget-billed-tokens -1    | --budget-billed-tokens -1: a budget of -1 billed tokens",
                "demo --budget-usd 1,5             | --budget-usd 1,5: \"1,5\" is no amount of dollars",
                "demo --budget-time PT99999999999H | longer than anybody waits: give at most 876000h",
                "demo --max-compactions 0          | --max-compactions 0: a budget of 0 compactions",
                "demo --wrap-up-at 2               | --wrap-up-at 2.0: give a share of the limit, above 0 and at most 1",
                "demo --model=                     | --model is empty",
                "emulator --port 99999             | --port 99999: give a number from 0 to 65535"
            })
    void a_value_that_makes_no_sense_is_refused_by_its_options_name(String line, String complaint) {
        assertRefused(agent(line.strip().split(" ")), complaint);
    }

    @Test
    void so_is_one_that_is_given_to_a_session() throws IOException {
        agent("demo", "--tickets", "1", "--session", "one");
        var file = Files.createFile(home.resolve("file")).toString();
        assertRefused(agent("show", "one", "--last", "0"), "--last 0: give 1 or more");
        assertRefused(agent("show", "one", "--last", "-1"), "--last -1: give 1 or more");
        assertRefused(agent("export", "one", "--out", file + "/x"), "--out " + file + "/x: there is no folder " + file);
        assertRefused(agent("export", "one", "--out", home.toString()), "is a folder: name a file in it");
        assertRefused(agent("sessions", "--home", file), file + " is a file and no folder with sessions");
        for (var bad : List.of("99999999999999999999", "+", "+x", "x", "0", "+-5", "")) {
            assertRefused(agent("raise", "one", "--budget-total-tokens", bad), "--budget-total-tokens " + bad + ": ");
        }
        agent("raise", "one", "--budget-total-tokens", "9000000");
        assertRefused(
                agent("raise", "one", "--budget-total-tokens", "+9223372036854775807"), "is more than can be counted");
        assertRefused(agent("raise", "one", "--budget-time", "PT99999999999999H"), "longer than anybody waits");
    }
}
