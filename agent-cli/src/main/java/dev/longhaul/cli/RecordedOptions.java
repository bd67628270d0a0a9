package dev.longhaul.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of a command as its session's journal keeps them, to be parsed again by whoever resumes it. Pure. */
final class RecordedOptions {

    /** What belongs to one run, not to the session. */
    private static final Set<String> NOT_KEPT =
            Set.of("--json", "--debug", "--session", "--home", "--resume", "--help", "--base-url-was");

    private RecordedOptions() {}

    /** Those given on the command line; files by their whole path, for the session may be resumed from anywhere. */
    static List<String> of(ParseResult parsed) {
        var kept = new ArrayList<String>();
        for (var option : parsed.matchedOptions()) {
            if (!NOT_KEPT.contains(option.longestName())) {
                add(kept, option);
            }
        }
        return kept;
    }

    private static void add(List<String> kept, OptionSpec option) {
        if (option.arity().max() == 0) {
            kept.add(option.longestName());
            return;
        }
        boolean isFile = option.type() == Path.class;
        for (var value : option.originalStringValues()) {
            kept.add(option.longestName() + "=" + (isFile ? absolute(value) : value(option, value)));
        }
    }

    private static String value(OptionSpec option, String value) {
        return option.longestName().equals("--pin") && PinOption.isFile(value) ? absolute(value) : value;
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }
}
