package dev.longhaul.emulator.internal.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers that decide what a request may say (wire spec §6.1). */
public record ApiHeaders(String version, Set<String> betas) {

    public static final String COMPACTION = "compact-2026-01-12";
    public static final String CONTEXT_MANAGEMENT = "context-management-2025-06-27";
    public static final String ON_DEMAND = "compact-2026-09-04";
    public static final String INLINE_TOOLS = "inline-tools-2026-09-15";
    public static final String TASK_BUDGETS = "task-budgets-2026-03-13";
    public static final String FIRST_VERSION = "2023-06-01";
    public static final String SECOND_VERSION = "2026-10-21";

    public ApiHeaders {
        betas = Set.copyOf(betas);
    }

    /**
     * Reads version and betas.
     *
     * @param headers names in lower case
     * @throws ApiException without a version the API knows
     */
    public static ApiHeaders read(Map<String, List<String>> headers) {
        String version = first(headers, "anthropic-version");
        if (version == null) {
            throw ApiException.invalid("anthropic-version", "header is required");
        }
        if (!version.equals(FIRST_VERSION) && !version.equals(SECOND_VERSION)) {
            throw ApiException.invalid("anthropic-version", "\"" + version + "\" is not a valid version");
        }
        Set<String> betas = new HashSet<>();
        for (String line : headers.getOrDefault("anthropic-beta", List.of())) {
            for (String beta : line.split(",", -1)) {
                betas.add(beta.strip());
            }
        }
        return new ApiHeaders(version, betas);
    }

    /** The key, from {@code x-api-key} or {@code Authorization: Bearer}; null without either. */
    public static @Nullable String key(Map<String, List<String>> headers) {
        String key = first(headers, "x-api-key");
        if (key != null) {
            return key;
        }
        String authorization = first(headers, "authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.getFirst();
    }

    public boolean compaction() {
        return betas.contains(COMPACTION);
    }

    public boolean contextManagement() {
        return compaction() || clearing();
    }

    /** Edits that clear need their own header, whichever others are there (wire spec §3). */
    public boolean clearing() {
        return betas.contains(CONTEXT_MANAGEMENT);
    }

    public boolean onDemand() {
        return betas.contains(ON_DEMAND);
    }

    public boolean taskBudgets() {
        return betas.contains(TASK_BUDGETS);
    }

    public boolean inlineTools() {
        return betas.contains(INLINE_TOOLS);
    }

    /** Sampling parameters went away, and messages of role {@code system} came, with the second version. */
    public boolean secondVersion() {
        return version.equals(SECOND_VERSION);
    }
}
