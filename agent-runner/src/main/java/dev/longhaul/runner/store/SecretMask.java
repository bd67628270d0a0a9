package dev.longhaul.runner.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Masks known values. Immutable. */
final class SecretMask implements Redactor {

    private static final Pattern SECRET_NAME =
            Pattern.compile("(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)$", Pattern.CASE_INSENSITIVE);

    /** Longest first, so that no secret is left over of another that contains it. */
    private final List<String> spellings;

    SecretMask(Collection<String> secrets) {
        spellings = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .flatMap(SecretMask::spellings)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The values of variables that hold secrets, by their names. */
    static List<String> secretsIn(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> SECRET_NAME.matcher(variable.getKey()).find())
                .map(variable -> variable.getValue().strip())
                .toList();
    }

    private static Stream<String> spellings(String secret) {
        return Stream.of(
                secret,
                new String(JsonStringEncoder.getInstance().quoteAsString(secret)),
                URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    @Override
    public String redact(String text) {
        var masked = text;
        for (var spelling : spellings) {
            masked = masked.replace(spelling, MASK);
        }
        return masked;
    }
}
