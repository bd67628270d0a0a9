package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import dev.longhaul.emulator.internal.wire.CompactEdit;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code output_config.task_budget}: a beta, its form, what it may not be sent with and which models take it (wire spec §6.7,
 * §1.8; the least total and the models are second-hand there). It limits nothing.
 */
final class TaskBudgetCheck {

    private static final String PATH = "output_config.task_budget";
    private static final int LEAST = 20_000;

    /** Models of that time that are not on the list. Of later ones nothing is known, and names of one's own can do everything. */
    private static final Pattern WITHOUT = Pattern.compile("claude-(3|2|instant).*"
            + "|claude-(sonnet|haiku)-4(-\\d+)*(-latest)?|claude-sonnet-5(-20\\d{6})?"
            + "|claude-opus-4(-[0-6])?(-20\\d{6})?");

    private TaskBudgetCheck() {}

    static void check(JsonNode body, ApiHeaders headers) {
        JsonNode config = body.path("output_config");
        if (!Fields.absent(config)) {
            Fields.object(config, "output_config");
        }
        JsonNode budget = config.path("task_budget");
        if (Fields.absent(budget)) {
            return;
        }
        if (!headers.taskBudgets()) {
            throw Fields.extra(PATH);
        }
        form(budget);
        remaining(body, budget.path("remaining"));
        String model = body.path("model").asText();
        if (WITHOUT.matcher(model).matches()) {
            throw ApiException.invalid(PATH, model + " does not support task budgets");
        }
    }

    private static void form(JsonNode budget) {
        Fields.object(budget, PATH);
        Fields.onlyKnown(budget, PATH, Set.of("type", "total", "remaining"));
        if (!Fields.text(budget, PATH, "type").equals("tokens")) {
            throw ApiException.invalid(PATH + ".type", "Input should be 'tokens'");
        }
        Fields.atLeast(Fields.required(budget, PATH, "total"), PATH + ".total", LEAST);
    }

    /** It is for clients that compact by themselves. */
    private static void remaining(JsonNode body, JsonNode remaining) {
        if (Fields.absent(remaining)) {
            return;
        }
        Fields.atLeast(remaining, PATH + ".remaining", 0);
        for (JsonNode edit : body.path("context_management").path("edits")) {
            if (edit.path("type").asText().equals(CompactEdit.TYPE)) {
                throw ApiException.invalid(
                        PATH + ".remaining", "may not be used together with `" + CompactEdit.TYPE + "`");
            }
        }
    }
}
