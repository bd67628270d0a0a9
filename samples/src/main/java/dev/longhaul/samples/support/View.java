package dev.longhaul.samples.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.emulator.VisibleMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the work stands, read off the visible calls, their results and summaries, in order. For one thread. */
final class View {

    static final String FETCH = "get_next_ticket";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SAME_ERROR_TOO_OFTEN = 2;

    /** A call that was not tried has not failed. */
    private static final String NOT_RUN = "Not run: ";

    private final Map<String, VisibleBlock.ToolUse> calls = new HashMap<>();
    private final Map<String, Integer> errors = new HashMap<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final List<String> notCompleted = new ArrayList<>();
    private int doneBefore;
    private @Nullable String lastDone;
    private @Nullable TicketCase atHand;
    private @Nullable String stuck;
    private boolean queueEmpty;
    private boolean summarised;
    private boolean asked;

    private View() {}

    static View of(VisibleContext context) {
        var view = new View();
        VisibleMessage before = null;
        for (var message : context.messages()) {
            if (message.role().equals("user") && isNewTurn(before, message)) {
                view.hearAnew(message);
            }
            message.content().forEach(view::see);
            before = message;
        }
        return view;
    }

    /** The ticket in work; else one that was handed out and never completed. */
    Optional<TicketCase> atHand() {
        if (atHand == null) {
            return notCompleted.stream()
                    .filter(id -> !done.contains(id))
                    .findFirst()
                    .map(TicketCase::new);
        }
        return Optional.of(atHand);
    }

    int done() {
        return doneBefore + done.size();
    }

    @Nullable
    String lastDone() {
        return lastDone;
    }

    boolean queueIsEmpty() {
        return queueEmpty;
    }

    /** Whether the beginning is known from a summary only. */
    boolean isSummarised() {
        return summarised;
    }

    /** Whether the user's last words were about tickets and nothing has been completed since. */
    boolean isAsked() {
        return asked;
    }

    /** An error that came twice for the same thing. */
    Optional<String> stuck() {
        return Optional.ofNullable(stuck);
    }

    SummaryText summary() {
        return new SummaryText(done(), lastDone, atHand().orElse(null), queueEmpty && atHand().isEmpty());
    }

    private static boolean isNewTurn(@Nullable VisibleMessage before, VisibleMessage message) {
        return message.content().stream().noneMatch(VisibleBlock.ToolResult.class::isInstance)
                && (before == null || before.content().stream().allMatch(VisibleBlock.Text.class::isInstance));
    }

    private void hearAnew(VisibleMessage message) {
        asked = Task.mentionsTickets(message);
        queueEmpty = false;
        notCompleted.clear();
        forgetErrors();
    }

    private void see(VisibleBlock block) {
        switch (block) {
            case VisibleBlock.Summary(String text) -> remember(text);
            case VisibleBlock.Text(String text) -> {
                if (SummaryText.isOne(text)) {
                    remember(text);
                }
            }
            case VisibleBlock.ToolUse call -> calls.put(call.id(), call);
            case VisibleBlock.ToolResult result -> {
                var call = calls.get(result.toolUseId());
                if (call != null) {
                    learn(call, result);
                }
            }
            case VisibleBlock.Other other -> {}
        }
    }

    private void remember(String text) {
        var summary = SummaryText.read(text);
        summarised = true;
        asked = false;
        done.clear();
        doneBefore = summary.done();
        lastDone = summary.lastDone();
        atHand = summary.atHand();
        queueEmpty = summary.finished();
    }

    private void learn(VisibleBlock.ToolUse call, VisibleBlock.ToolResult result) {
        var answer = parsed(result.text());
        if (call.name().equals(FETCH)) {
            learnTicket(call, result, answer);
            return;
        }
        Step.of(call.name()).ifPresent(step -> {
            meet(call.input().path("ticket_id").asText());
            if (result.isError() || answer.has("error")) {
                learnError(step, call, result, answer);
            } else {
                learnStep(step, call, answer);
            }
        });
    }

    private void learnTicket(VisibleBlock.ToolUse call, VisibleBlock.ToolResult result, JsonNode answer) {
        if (answer.path("error").isTextual() && answer.has("total")) {
            queueEmpty = true;
            answer.path("not_completed").forEach(id -> notCompleted.add(id.asText()));
        } else if (result.isError() || answer.has("error")) {
            count(call, result);
        } else if (answer.path("id").isTextual()) {
            var id = answer.path("id").asText();
            meet(id);
            if (atHand != null && atHand.id().equals(id)) {
                atHand.read(answer);
            }
            forgetErrors();
        }
    }

    /** The ticket a call names is the one at hand, unless it is known to be done. */
    private void meet(String id) {
        boolean isAtHand = atHand != null && atHand.id().equals(id);
        if (!id.isEmpty() && !isAtHand && !done.contains(id) && !id.equals(lastDone)) {
            atHand = new TicketCase(id);
        }
    }

    private void learnStep(Step step, VisibleBlock.ToolUse call, JsonNode answer) {
        if (step == Step.COMPLETE) {
            complete(call.input().path("ticket_id").asText());
        } else if (atHand != null) {
            atHand.take(step, call.input().path(step.argument()).asText());
            if (step == Step.SEARCH) {
                atHand.readArticle(answer);
            }
        }
    }

    private void complete(String id) {
        if (!id.equals(lastDone)) {
            done.add(id);
            lastDone = id;
        }
        asked = false;
        if (atHand != null && atHand.id().equals(id)) {
            atHand = null;
        }
    }

    private void learnError(Step step, VisibleBlock.ToolUse call, VisibleBlock.ToolResult result, JsonNode answer) {
        if (atHand != null && step == Step.SEARCH && answer.has("accepted")) {
            atHand.take(step, "nothing");
            return;
        }
        count(call, result);
        if (atHand == null) {
            return;
        }
        var tried = call.input().path(step.argument()).asText();
        for (var accepted : answer.path("accepted")) {
            if (!accepted.asText().equals(tried)) {
                atHand.correct(step, accepted.asText());
                break;
            }
        }
        for (var missing : answer.path("missing")) {
            for (var other : Step.values()) {
                if (other.argument().equals(missing.asText())) {
                    atHand.undo(other);
                }
            }
        }
    }

    private void count(VisibleBlock.ToolUse call, VisibleBlock.ToolResult result) {
        if (result.isError() && result.text().startsWith(NOT_RUN)) {
            return;
        }
        var what = call.name() + " " + call.input().path("ticket_id").asText() + ": " + result.text();
        if (errors.merge(what, 1, Integer::sum) >= SAME_ERROR_TOO_OFTEN) {
            stuck = what;
        }
    }

    private void forgetErrors() {
        errors.clear();
        stuck = null;
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
