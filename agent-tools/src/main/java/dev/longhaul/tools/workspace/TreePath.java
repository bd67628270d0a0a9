package dev.longhaul.tools.workspace;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A place inside the workspace as names from its root, none of them {@code .} or {@code ..}; no names for the root itself.
 * It says nothing of what is there: links are met by {@link Tree}.
 */
record TreePath(List<String> names) {

    static final TreePath ROOT = new TreePath(List.of());

    private static final int MOST_CHARS = 4_096;

    private static final Pattern INVISIBLE = Pattern.compile("[\\u200b-\\u200f\\u202a-\\u202e\\u206a-\\u206f\\ufeff]");
    private static final Pattern GIT = Pattern.compile("(\\.git|git~1)[. ]*");

    TreePath {
        names = List.copyOf(names);
    }

    /**
     * Reads a path as the model wrote it: from the root, or absolute and inside it.
     *
     * @throws WorkspaceException if it leads out, or is none
     */
    static TreePath parse(String text, Path root) throws WorkspaceException {
        if (text.length() > MOST_CHARS) {
            throw new WorkspaceException(
                    "a path of %d characters is too long: at most %d".formatted(text.length(), MOST_CHARS));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new WorkspaceException(
                    "the path \"%s\" holds control characters: leave them out".formatted(visible(text)));
        }
        if (text.equals("~") || text.startsWith("~/")) {
            throw new WorkspaceException(
                    "\"%s\": ~ is not expanded; give the path from the workspace's root".formatted(text));
        }
        return new TreePath(names(inside(text, root), text));
    }

    private static String inside(String text, Path root) throws WorkspaceException {
        if (!text.startsWith("/")) {
            return text;
        }
        var prefix = root.toString();
        if (text.equals(prefix) || text.startsWith(prefix + "/")) {
            return text.substring(prefix.length());
        }
        throw new WorkspaceException(
                "\"%s\" is outside of the workspace %s: give a path from the workspace's root, such as src"
                        .formatted(text, root));
    }

    private static List<String> names(String inside, String text) throws WorkspaceException {
        var names = new ArrayList<String>();
        for (var name : inside.split("/", -1)) {
            if (name.equals("..")) {
                throw new WorkspaceException(
                        "\"%s\" holds \"..\": give the path from the workspace's root without it".formatted(text));
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(oneName(name, text));
            }
        }
        return names;
    }

    /** Some file systems have other separators and roots, or cannot write every character. */
    private static String oneName(String name, String text) throws WorkspaceException {
        try {
            var path = Path.of(name);
            if (path.getRoot() == null
                    && path.getNameCount() == 1
                    && path.toString().equals(name)) {
                return name;
            }
        } catch (InvalidPathException e) {
            // Told below.
        }
        throw new WorkspaceException("\"%s\" in \"%s\" cannot be a name here: give another".formatted(name, text));
    }

    private static String visible(String text) {
        return text.chars()
                .mapToObj(c -> Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c))
                .reduce("", String::concat);
    }

    TreePath child(String name) {
        var all = new ArrayList<>(names);
        all.add(name);
        return new TreePath(all);
    }

    TreePath first(int count) {
        return new TreePath(names.subList(0, count));
    }

    boolean isRoot() {
        return names.isEmpty();
    }

    /**
     * Where a link in this folder leads, and {@code rest} from there. Each name on the way here is known to be a folder and
     * no link, so {@code ..} is what it looks like.
     *
     * @throws WorkspaceException if that is outside
     */
    TreePath follow(String target, List<String> rest, Path root, String link) throws WorkspaceException {
        var reached = new ArrayList<>(names);
        var steps = target;
        if (target.startsWith("/")) {
            if (!target.equals(root.toString()) && !target.startsWith(root + "/")) {
                throw leadsOut(link, target);
            }
            reached.clear();
            steps = target.substring(root.toString().length());
        }
        for (var step : steps.split("/", -1)) {
            if (step.equals("..")) {
                if (reached.isEmpty()) {
                    throw leadsOut(link, target);
                }
                reached.removeLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                reached.add(step);
            }
        }
        reached.addAll(rest);
        return new TreePath(reached);
    }

    private static WorkspaceException leadsOut(String link, String target) {
        return new WorkspaceException(
                "\"%s\" is a link out of the workspace, to %s: name a file inside".formatted(link, visible(target)));
    }

    /** Whether git keeps its own things there, in whatever spelling a file system takes for the same name. */
    boolean isOfGit() {
        return names.stream()
                .map(name -> INVISIBLE.matcher(name).replaceAll("").toLowerCase(Locale.ROOT))
                .anyMatch(GIT.asMatchPredicate());
    }

    @Override
    public String toString() {
        return names.isEmpty() ? "." : String.join("/", names);
    }
}
