package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The file of completed tickets. It is replaced whole after every completion, so that no reader ever sees half of one. */
public final class OutFile implements DeskKeeper {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path path;

    private OutFile(Path path) {
        this.path = path;
    }

    /**
     * The file at {@code path}, which is not touched yet.
     *
     * @param inputs files that must not be overwritten
     * @throws SampleInputException if the path cannot be written
     */
    public static OutFile at(Path path, Path... inputs) {
        try {
            var target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            check(path, target, List.of(inputs));
            // Trying is the only sure way to know; permissions alone do not tell.
            Files.delete(Files.createTempFile(target.getParent(), ".out", ".tmp"));
            return new OutFile(target);
        } catch (IOException e) {
            throw new SampleInputException(
                    refusal(path, "cannot be written: " + e.getMessage(), "give a path you may write to"), e);
        }
    }

    /** The file of a session that was forked: beside its parent's, {@code done.json} becomes {@code done-ID.json}. */
    public static Path ofFork(Path parents, String sessionId) {
        var name = parents.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        return parents.resolveSibling(name.substring(0, end) + "-" + sessionId + name.substring(end));
    }

    private static void check(Path given, Path target, List<Path> inputs) throws IOException {
        var directory = target.getParent();
        if (Files.isDirectory(target)) {
            throw refused(given, "is a directory", "name a file in it");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw refused(given, "is not a regular file", "give the path of a file that may be replaced");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw refused(given, "is read-only", "give a path you may write to");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw refused(given, "is in no directory that exists", "create " + directory + ", or give another path");
        }
        for (var input : inputs) {
            if (Files.exists(target) && Files.exists(input) && Files.isSameFile(target, input)) {
                throw refused(given, "is also read as input", "give the results a file of their own");
            }
        }
    }

    /** Replaces the file. The thread may be interrupted meanwhile: the session's end must not cost it its last ticket. */
    @Override
    public void keep(List<ProcessedTicket> completed) throws IOException {
        var next = path.resolveSibling("." + path.getFileName() + ".tmp");
        try (var file = new FileOutputStream(next.toFile())) {
            file.write((MAPPER.writeValueAsString(completed) + "\n").getBytes(StandardCharsets.UTF_8));
            file.getFD().sync();
        }
        try {
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static SampleInputException refused(Path path, String problem, String fix) {
        return new SampleInputException(refusal(path, problem, fix));
    }

    private static String refusal(Path path, String problem, String fix) {
        return "the output file " + path + " " + problem + "; fix: " + fix;
    }
}
