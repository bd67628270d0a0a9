package dev.longhaul.runner.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Takes secrets out of every text that is about to be written to a journal. Thread-safe. */
@FunctionalInterface
public interface Redactor {

    /** What stands where a secret stood. */
    String MASK = "***";

    /** Shorter values are not looked for: they would be found in ordinary words. In characters. */
    int SHORTEST_SECRET = 8;

    /** The text without secrets; the same text if there are none. */
    String redact(String text);

    /** Changes nothing. */
    static Redactor none() {
        return text -> text;
    }

    /**
     * Masks these values wherever they stand, also as JSON and URLs spell them.
     *
     * @param secrets those shorter than {@value #SHORTEST_SECRET} characters are left out
     */
    static Redactor ofSecrets(Collection<String> secrets) {
        return new SecretMask(secrets);
    }

    /** Masks the values of variables whose names say that they hold a secret, {@code ANTHROPIC_API_KEY} among them. */
    static Redactor fromEnvironment(Map<String, String> environment) {
        return ofSecrets(SecretMask.secretsIn(environment));
    }

    /** First this one, then another. */
    default Redactor and(Redactor other) {
        return text -> other.redact(redact(text));
    }

    /** Masks what is known to the process and these values as well. */
    static Redactor usual(String... secrets) {
        return fromEnvironment(System.getenv()).and(ofSecrets(List.of(secrets)));
    }
}
