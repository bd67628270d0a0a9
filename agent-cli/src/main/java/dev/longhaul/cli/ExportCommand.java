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
        requireWritable(file);
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            long lines = store.export(session, out);
            terminal().err().println("%,d events written to %s".formatted(lines, file));
        }
        return ExitCode.COMPLETED;
    }

    private static void requireWritable(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("--out " + file + " is a folder: name a file in it");
        }
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--out " + file + ": there is no folder " + folder + "; make it first, or name another");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new IllegalArgumentException("--out " + file + " cannot be written: check its rights");
        }
    }
}
