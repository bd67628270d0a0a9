package dev.longhaul.emulator.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a cache entry lives (wire spec §6.5). */
public enum Ttl {
    FIVE_MINUTES(Duration.ofMinutes(5)),
    ONE_HOUR(Duration.ofHours(1));

    private final Duration duration;

    Ttl(Duration duration) {
        this.duration = duration;
    }

    public Duration duration() {
        return duration;
    }

    /** Of the {@code cache_control} that {@code owner} carries, or null where it carries none. */
    public static @Nullable Ttl of(JsonNode owner) {
        JsonNode control = owner.path("cache_control");
        if (!control.isObject()) {
            return null;
        }
        return control.path("ttl").asText("5m").equals("1h") ? ONE_HOUR : FIVE_MINUTES;
    }
}
