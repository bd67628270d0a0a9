package dev.longhaul.tools.workspace;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the files below a folder. */
final class ListTool {

    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Tree tree;

    ListTool(Tree tree) {
        this.tree = tree;
    }

    @Tool(
            name = "list_files",
            value = "Lists all files below a folder, except those that .gitignore leaves out, one path a line.")
    String list(
            @P(name = "path", value = "a folder from the workspace's root; the root if left out", required = false)
                    @Nullable
                    String path,
            @P(name = "glob", value = "only files that match, such as *.java or src/**/*.xml", required = false)
                    @Nullable
                    String glob)
            throws IOException, WorkspaceException {
        var start = tree.parse(path == null ? "" : path);
        var filter = Filter.of(glob, start);
        var walk = new Walk(TimeLimit.of(LONGEST));
        var found = new Found(new ArrayList<>());
        walk.through(tree, start, (folder, at, stat) -> {
            if (filter.matches(at)) {
                found.add(at, stat);
            }
        });
        return found.text() + (walk.isComplete() ? "" : "\n[not all folders could be looked at: give a path]");
    }

    private static final class Found {

        private final List<String> lines;
        private int count;

        Found(List<String> lines) {
            this.lines = lines;
        }

        void add(TreePath path, Stat stat) {
            if (++count <= MOST) {
                lines.add(path + mark(stat));
            }
        }

        private static String mark(Stat stat) {
            return switch (stat.kind()) {
                case LINK -> " (a link)";
                case SPECIAL -> " (a pipe, socket or device)";
                case FILE, FOLDER -> "";
            };
        }

        String text() {
            if (count == 0) {
                return "(no files)";
            }
            var left = count > MOST ? "\n[and %d more: give a path or a glob]".formatted(count - MOST) : "";
            return String.join("\n", lines) + left;
        }
    }
}
