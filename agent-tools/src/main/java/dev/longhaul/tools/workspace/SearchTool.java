package dev.longhaul.tools.workspace;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Searches the contents of files, line by line. */
final class SearchTool {

    private static final int MOST_PATTERN_CHARS = 2_000;

    private final Tree tree;
    private final Duration longest;

    SearchTool(Tree tree, Duration longest) {
        this.tree = tree;
        this.longest = longest;
    }

    @Tool(
            name = "search_files",
            value =
                    "Searches file contents for a regular expression (Java's), line by line, and answers with path:line:text."
                            + " Leaves out what .gitignore does, binary files and very large ones.")
    String search(
            @P(name = "pattern", value = "a regular expression, such as class \\w+Test") String pattern,
            @P(name = "path", value = "a folder or file to search; the root if left out", required = false) @Nullable
                    String path,
            @P(name = "glob", value = "only files that match, such as *.java or src/**/*.xml", required = false)
                    @Nullable
                    String glob,
            @P(name = "ignore_case", value = "false if left out", required = false) @Nullable Boolean ignoreCase)
            throws IOException, WorkspaceException, InterruptedException {
        var compiled = compiled(pattern, Boolean.TRUE.equals(ignoreCase));
        var start = tree.parse(path == null ? "" : path);
        var filter = Filter.of(glob, start);
        var limit = TimeLimit.of(longest);
        var walk = new Walk(limit);
        var search = new Search(compiled, limit);
        boolean isStopped = false;
        try {
            walk.through(tree, start, (folder, at, stat) -> {
                if (filter.matches(at) && stat.is(Stat.Kind.FILE)) {
                    search.file(folder, at, stat);
                }
            });
        } catch (TimeLimit.Reached e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            isStopped = true;
        }
        return search.report(walk.isComplete(), isStopped ? Optional.of(longest) : Optional.empty());
    }

    private static Pattern compiled(String pattern, boolean ignoreCase) throws WorkspaceException {
        if (pattern.isEmpty()) {
            throw new WorkspaceException("the pattern is empty: give a regular expression, or use list_files");
        }
        if (pattern.length() > MOST_PATTERN_CHARS) {
            throw new WorkspaceException("a pattern of %d characters is too long: at most %d"
                    .formatted(pattern.length(), MOST_PATTERN_CHARS));
        }
        try {
            return Pattern.compile(pattern, ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        } catch (PatternSyntaxException e) {
            throw new WorkspaceException(
                    ("the pattern is not a regular expression: %s at character %d; put a \\ before characters that are meant"
                                    + " as they are, such as ( [ { * + ? | .")
                            .formatted(e.getDescription(), e.getIndex()));
        } catch (StackOverflowError e) {
            throw new WorkspaceException("the pattern is nested too deeply: give a simpler one");
        }
    }
}
