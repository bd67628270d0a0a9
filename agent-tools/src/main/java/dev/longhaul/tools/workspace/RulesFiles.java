package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files in which a project tells agents its rules. */
final class RulesFiles {

    private static final List<String> NAMES = List.of("AGENTS.md", "CLAUDE.md");

    private RulesFiles() {}

    /** One may be a link to the other. */
    static List<Path> in(Tree tree) {
        return NAMES.stream()
                .flatMap(name -> file(tree, name).stream())
                .distinct()
                .toList();
    }

    private static Optional<Path> file(Tree tree, String name) {
        try (var place = tree.find(tree.parse(name))) {
            return place.is(Stat.Kind.FILE)
                    ? Optional.of(tree.root().resolve(place.path().toString()))
                    : Optional.empty();
        } catch (IOException | WorkspaceException e) {
            // It cannot be read, or is a link that leads out: then it holds no rules of this project.
            return Optional.empty();
        }
    }
}
