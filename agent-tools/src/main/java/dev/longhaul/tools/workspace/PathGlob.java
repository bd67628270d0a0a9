package dev.longhaul.tools.workspace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A glob for a path: names between slashes, {@code **} for any number of them. Without a slash it is for the last name. */
final class PathGlob {

    private static final String ANY = "**";
    private static final int MOST_ALTERNATIVES = 100;

    /** Null stands for any number of names. */
    private final List<@Nullable NameGlob> parts = new ArrayList<>();

    private PathGlob(List<String> parts) {
        parts.forEach(part -> this.parts.add(part.equals(ANY) ? null : new NameGlob(part)));
    }

    /** As git reads it: anchored if there is a slash that is not the last character. */
    static PathGlob of(String pattern) {
        var parts = new ArrayList<String>();
        if (pattern.indexOf('/') < 0) {
            parts.add(ANY);
        }
        parts.addAll(List.of((pattern.startsWith("/") ? pattern.substring(1) : pattern).split("/", -1)));
        if (parts.getLast().equals(ANY)) {
            // "a/**" is all that is in a, not a itself.
            parts.add("*");
        }
        return new PathGlob(parts);
    }

    /**
     * What a model writes: {@code {a,b}} stands for either.
     *
     * @throws WorkspaceException if it is none
     */
    static List<PathGlob> alternatives(String pattern) throws WorkspaceException {
        var open = new ArrayList<>(List.of(pattern.startsWith("./") ? pattern.substring(2) : pattern));
        var done = new ArrayList<PathGlob>();
        while (!open.isEmpty()) {
            var next = open.removeLast();
            int end = next.indexOf('}');
            int start = end < 0 ? -1 : next.lastIndexOf('{', end);
            if (start < 0) {
                done.add(checked(next, pattern));
            } else {
                for (var choice : next.substring(start + 1, end).split(",", -1)) {
                    open.add(next.substring(0, start) + choice + next.substring(end + 1));
                }
            }
            if (open.size() + done.size() > MOST_ALTERNATIVES) {
                throw new WorkspaceException(
                        "the glob \"%s\" has too many alternatives: give a simpler one".formatted(pattern));
            }
        }
        return done;
    }

    private static PathGlob checked(String glob, String whole) throws WorkspaceException {
        if (glob.isBlank() || glob.chars().allMatch(c -> c == '/')) {
            throw new WorkspaceException(
                    "\"%s\" is no glob: give one such as *.java or src/**/*.java".formatted(whole));
        }
        return of(glob.endsWith("/") ? glob + ANY : glob);
    }

    boolean matches(List<String> names) {
        // reach[n]: the parts so far can stand for the first n names.
        var reach = new boolean[names.size() + 1];
        reach[0] = true;
        for (var part : parts) {
            var next = new boolean[names.size() + 1];
            for (int n = 0; n <= names.size(); n++) {
                next[n] = part == null
                        ? reach[n] || (n > 0 && next[n - 1])
                        : n > 0 && reach[n - 1] && part.matches(names.get(n - 1));
            }
            reach = next;
        }
        return reach[names.size()];
    }
}
