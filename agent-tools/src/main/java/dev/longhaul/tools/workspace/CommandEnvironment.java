package dev.longhaul.tools.workspace;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a command sees of the environment: names on a list, and of those none that holds what looks like a secret. */
record CommandEnvironment(Map<String, String> outer, Set<String> more) {

    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LANGUAGE",
            "TERM",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "MAVEN_HOME",
            "M2_HOME",
            "MAVEN_OPTS",
            "GRADLE_HOME",
            "GRADLE_OPTS",
            "GRADLE_USER_HOME",
            "GOPATH",
            "GOROOT",
            "CARGO_HOME",
            "RUSTUP_HOME",
            "VIRTUAL_ENV",
            "NVM_DIR",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR");

    /** Nobody is there to turn a page or to type a password. */
    private static final Map<String, String> QUIET =
            Map.of("PAGER", "cat", "GIT_PAGER", "cat", "GIT_TERMINAL_PROMPT", "0");

    CommandEnvironment {
        outer = Map.copyOf(outer);
        more = Set.copyOf(more);
        for (var name : more) {
            if (Secrets.isNameOfOne(name)) {
                throw new IllegalArgumentException(
                        "the environment variable " + name + " looks like a secret, which a model could read: let the"
                                + " command find it in a file instead");
            }
        }
    }

    Map<String, String> forCommand() {
        var passed = new TreeMap<>(QUIET);
        outer.forEach((name, value) -> {
            if (isPassed(name) && !Secrets.isNameOfOne(name) && !Secrets.looksLikeOne(value)) {
                passed.put(name, value);
            }
        });
        passed.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
        passed.putIfAbsent("TERM", "dumb");
        return passed;
    }

    private boolean isPassed(String name) {
        return NAMES.contains(name) || name.startsWith("LC_") || more.contains(name);
    }
}
