package dev.longhaul.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;

/** Sets how much is logged before a command runs: warnings, or all of ours with {@code --debug}. */
final class Logs implements IExecutionStrategy {

    private final IExecutionStrategy then;

    Logs(IExecutionStrategy then) {
        this.then = then;
    }

    @Override
    public int execute(ParseResult parsed) {
        var leaf = parsed;
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
        }
        if (leaf.hasMatchedOption("--debug") && LoggerFactory.getLogger("dev.longhaul") instanceof Logger ours) {
            ours.setLevel(Level.DEBUG);
        }
        return then.execute(parsed);
    }
}
