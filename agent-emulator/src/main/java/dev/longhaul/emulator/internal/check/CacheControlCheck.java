package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Ttl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cache breakpoints: their form, at most four, the long-lived ones first (wire spec §6.5). */
final class CacheControlCheck {

    private static final int MOST = 4;

    private final List<Ttl> found = new ArrayList<>();

    private CacheControlCheck() {}

    static void check(JsonNode body) {
        CacheControlCheck check = new CacheControlCheck();
        check.each(body.path("tools"), "tools");
        check.each(body.path("system"), "system");
        JsonNode messages = body.path("messages");
        for (int i = 0; i < messages.size(); i++) {
            check.content(messages.path(i).path("content"), "messages." + i + ".content");
        }
        check.marker(body, "");
        check.verdict();
    }

    private void content(JsonNode content, String path) {
        for (int i = 0; i < content.size(); i++) {
            each(content.path(i).path("content"), path + "." + i + ".content");
            marker(content.path(i), path + "." + i);
        }
    }

    private void each(JsonNode owners, String path) {
        if (owners.isArray()) {
            for (int i = 0; i < owners.size(); i++) {
                marker(owners.path(i), path + "." + i);
            }
        }
    }

    private void marker(JsonNode owner, String ownerPath) {
        JsonNode control = owner.path("cache_control");
        if (Fields.absent(control)) {
            return;
        }
        String path = Fields.at(ownerPath, "cache_control");
        Fields.object(control, path);
        Fields.onlyKnown(control, path, Set.of("type", "ttl"));
        if (!Fields.text(control, path, "type").equals("ephemeral")) {
            throw ApiException.invalid(path + ".type", "Input should be 'ephemeral'");
        }
        if (!Set.of("5m", "1h").contains(control.path("ttl").asText("5m"))) {
            throw ApiException.invalid(path + ".ttl", "Input should be '5m' or '1h'");
        }
        Ttl ttl = Ttl.of(owner);
        if (ttl == Ttl.ONE_HOUR && found.contains(Ttl.FIVE_MINUTES)) {
            throw ApiException.invalid(
                    path + ".ttl", "a ttl='1h' cache_control block must not come after a ttl='5m' one");
        }
        found.add(ttl == null ? Ttl.FIVE_MINUTES : ttl);
    }

    private void verdict() {
        if (found.size() > MOST) {
            throw ApiException.invalid(
                    "cache_control",
                    "A maximum of %d blocks with cache_control may be provided. Found %d."
                            .formatted(MOST, found.size()));
        }
    }
}
