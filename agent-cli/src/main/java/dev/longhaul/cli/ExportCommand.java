package dev.longhaul.cli;

import dev.longhaul.runner.store.SessionStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a journal out. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write the journal of a session as lines of JSON, one for each event.")
final class ExportCommand extends IdCommand {

    @Option(names = "--jsonl", description = "Lines of JSON: the one format there is, and the default.")
    @SuppressWarnings("UnusedVariable") // there is no other format to choose
    private boolean jsonl;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; standard output by default.")
    private @Nullable Path file;

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    boolean onlyReads() {
        return true;
    }

    @Override
    int run(SessionStore store, String session) throws IOException {
        if (file == null) {
            store.export(session, out());
            out().flush();
            return ExitCode.COMPLETED;
        }
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            long lines = store.export(session, out);
            terminal().err().println("%,d events written to %s".formatted(lines, file));
        }
        return ExitCode.COMPLETED;
    }
}
