package dev.longhaul.tools.workspace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Knows the secrets in an environment by their names and by their look, and takes them out of texts. It knows no others.
 */
final class Secrets {

    private static final Pattern NAME = Pattern.compile(
            "TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|API_?KEY|PRIVATE|(^|_)(KEY|PWD|PAT|BEARER|AUTHORIZATION)(_|$)");

    private static final Pattern VALUE =
            Pattern.compile("\\bsk-[\\w-]{16,}|\\bgh[pousr]_\\w{20,}|\\bgithub_pat_\\w{20,}"
                    + "|\\bxox[a-z]-[\\w-]{10,}|\\bAKIA[0-9A-Z]{16}|-----BEGIN|://[^/\\s:@]*:[^/\\s@]+@"
                    + "|(?i:password|passwd|secret|token|api[_-]?key)[\"']?\\s*[=:]\\s*\\S");

    /** A shorter one would be found everywhere. */
    private static final int SHORTEST = 8;

    private record Known(String name, String value) {}

    private final List<Known> known = new ArrayList<>();

    Secrets(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (value.length() >= SHORTEST && !value.startsWith("/") && (isNameOfOne(name) || looksLikeOne(value))) {
                known.add(new Known(name, value));
            }
        });
        // One may be a part of another.
        known.sort(Comparator.comparingInt((Known one) -> one.value().length()).reversed());
    }

    static boolean isNameOfOne(String name) {
        return !name.equals("PWD")
                && !name.equals("OLDPWD")
                && NAME.matcher(name.toUpperCase(Locale.ROOT)).find();
    }

    static boolean looksLikeOne(String value) {
        return VALUE.matcher(value).find();
    }

    String hiddenIn(String text) {
        var hidden = text;
        for (var one : known) {
            hidden = hidden.replace(one.value(), "[" + one.name() + " is not shown]");
        }
        return hidden;
    }
}
