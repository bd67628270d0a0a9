package dev.longhaul.tools.workspace;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What bounds commands.
 *
 * @param timeout unless the model asks for another
 * @param outputBytes of which the model sees beginning and end
 * @param processes that a command may have at once
 * @param fileBytes that a command may write to one file
 */
record CommandOptions(
        Duration timeout,
        int outputBytes,
        int processes,
        long fileBytes,
        CommandRules rules,
        CommandEnvironment environment) {

    static CommandOptions standard() {
        return new CommandOptions(
                Duration.ofMinutes(2),
                32_000,
                512,
                1_000_000_000L,
                CommandRules.NONE,
                new CommandEnvironment(System.getenv(), Set.of()));
    }

    CommandOptions timeout(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("a time limit of " + time + " lets no command run: give more than 0");
        }
        return new CommandOptions(time, outputBytes, processes, fileBytes, rules, environment);
    }

    CommandOptions outputBytes(int bytes) {
        if (bytes < 1_000) {
            throw new IllegalArgumentException("an output of " + bytes + " bytes says too little: give 1000 or more");
        }
        return new CommandOptions(timeout, bytes, processes, fileBytes, rules, environment);
    }

    CommandOptions processes(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " processes let no command run: give 1 or more");
        }
        return new CommandOptions(timeout, outputBytes, most, fileBytes, rules, environment);
    }

    CommandOptions fileBytes(long most) {
        if (most < 1) {
            throw new IllegalArgumentException("files of at most " + most + " bytes hold nothing: give 1 or more");
        }
        return new CommandOptions(timeout, outputBytes, processes, most, rules, environment);
    }

    CommandOptions rules(CommandRules others) {
        return new CommandOptions(timeout, outputBytes, processes, fileBytes, others, environment);
    }

    CommandOptions environment(Map<String, String> outer) {
        var other = new CommandEnvironment(outer, environment.more());
        return new CommandOptions(timeout, outputBytes, processes, fileBytes, rules, other);
    }

    CommandOptions passing(Set<String> names) {
        var other = new CommandEnvironment(environment.outer(), names);
        return new CommandOptions(timeout, outputBytes, processes, fileBytes, rules, other);
    }

    /** As long as a model may ask for. */
    Duration longestTimeout() {
        var five = timeout.multipliedBy(5);
        var tenMinutes = Duration.ofMinutes(10);
        return five.compareTo(tenMinutes) < 0 ? five : timeout.compareTo(tenMinutes) < 0 ? tenMinutes : timeout;
    }
}
