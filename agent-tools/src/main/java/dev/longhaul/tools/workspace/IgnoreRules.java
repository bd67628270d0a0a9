package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code .gitignore} files of a folder and of those above it leave out. Git's rules, but for {@code [[:alpha:]]} and
 * its like, and for files outside of the tree such as {@code .git/info/exclude}. Immutable.
 *
 * @param depth of the folder whose file this is
 * @param above the rules of the folders above
 */
record IgnoreRules(List<Rule> rules, int depth, @Nullable IgnoreRules above) {

    static final IgnoreRules NONE = new IgnoreRules(List.of(), 0, null);

    private static final String FILE = ".gitignore";
    private static final int MOST_BYTES = 1_000_000;

    private record Rule(PathGlob glob, boolean isKept, boolean isForFolders) {

        static @Nullable Rule of(String line) {
            var text = withoutTrailingBlanks(line);
            boolean isKept = text.startsWith("!");
            text = isKept ? text.substring(1) : text;
            boolean isForFolders = text.endsWith("/");
            text = isForFolders ? text.substring(0, text.length() - 1) : text;
            if (line.startsWith("#") || text.chars().allMatch(c -> c == '/')) {
                return null;
            }
            return new Rule(PathGlob.of(text), isKept, isForFolders);
        }

        private static String withoutTrailingBlanks(String line) {
            var text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            while (text.endsWith(" ") && !text.endsWith("\\ ")) {
                text = text.substring(0, text.length() - 1);
            }
            return text;
        }
    }

    static IgnoreRules parse(String text, int depth, @Nullable IgnoreRules above) {
        var rules = new ArrayList<Rule>();
        text.lines().map(Rule::of).filter(rule -> rule != null).forEach(rules::add);
        return new IgnoreRules(List.copyOf(rules.reversed()), depth, above);
    }

    /** These rules and those of one more folder, of which there may be none. */
    IgnoreRules and(Folder folder, int itsDepth) throws IOException {
        var stat = folder.stat(FILE);
        if (stat == null || !stat.is(Stat.Kind.FILE)) {
            return this;
        }
        try (var in = Channels.newInputStream(folder.read(FILE))) {
            return parse(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8), itsDepth, this);
        }
    }

    /** Whether a file or folder is left out: the last rule of the nearest file that says something of it counts. */
    boolean ignores(TreePath path, boolean isFolder) {
        var names = path.names().subList(depth, path.names().size());
        for (var rule : rules) {
            if ((isFolder || !rule.isForFolders) && rule.glob.matches(names)) {
                return !rule.isKept;
            }
        }
        return above != null && above.ignores(path, isFolder);
    }
}
