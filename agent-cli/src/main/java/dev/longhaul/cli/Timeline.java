package dev.longhaul.cli;

import dev.longhaul.budget.Carve;
import dev.longhaul.compaction.Decision;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import dev.longhaul.session.Ending;
import dev.longhaul.session.SessionEvent;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One line of words for each event. Pure. */
final class Timeline {

    private static final int WORDS = 110;

    private Timeline() {}

    /**
     * What happened, on one line, harmless to a terminal. What others said is exact: nothing that cannot be seen is left out of it.
     *
     * @param asked names of tools by the ids of calls that a person was asked about
     */
    static String words(SessionEvent event, Map<String, String> asked) {
        return Ink.line(describe(event, asked));
    }

    private static String describe(SessionEvent event, Map<String, String> asked) {
        return switch (event) {
            case SessionEvent.Started e ->
                "started: " + start(e.task())
                        + (e.parent() == null
                                ? ""
                                : " (sub-agent of " + e.parent().sessionId() + ", event "
                                        + e.parent().seq() + ")");
            case SessionEvent.ModelAsked e ->
                "asked the model (%s), about %,d tokens".formatted(word(e.purpose()), e.promptTokens());
            case SessionEvent.CallRefused e ->
                "did not ask (%s): %s"
                        .formatted(word(e.purpose()), start(e.why().words()));
            case SessionEvent.AttemptFailed e -> "an attempt failed: " + start(e.message());
            case SessionEvent.ModelReplied e -> replied(e);
            case SessionEvent.ModelFailed e -> "no reply (%s): %s".formatted(word(e.purpose()), start(e.message()));
            case SessionEvent.ToolStarted e ->
                "tool " + Ink.exactLine(e.call().name()) + " "
                        + start(e.call().input().text());
            case SessionEvent.SubAgentStarted e -> "sub-agent " + e.sessionId() + " is at work" + atMost(e.carve());
            case SessionEvent.SubAgentSettled e -> "sub-agent " + settled(e);
            case SessionEvent.ToolRefused e ->
                "tool not run: " + start(e.result().text());
            case SessionEvent.ToolFinished e ->
                (e.result().isError() ? "tool error: " : "tool result: ")
                        + start(e.result().text());
            case SessionEvent.ApprovalAsked e ->
                "approval asked: " + Ink.exactLine(e.call().name()) + " "
                        + start(e.call().input().text()) + " ("
                        + Ink.exactLine(e.call().id()) + "): " + start(e.why());
            case SessionEvent.ApprovalGiven e ->
                decision(e, asked.getOrDefault(e.callId(), "call"))
                        + (e.reason().isEmpty() ? "" : ": " + start(e.reason()));
            case SessionEvent.CheckpointHeld e -> checkpoint(e);
            case SessionEvent.MessageReceived e -> "message: " + start(e.text());
            case SessionEvent.CompactionRequested e -> "a compaction was asked for";
            case SessionEvent.CompactionBegun e ->
                "a summary of %,d messages is written beside the work".formatted(e.messages());
            case SessionEvent.CompactionDropped e -> "a compaction came to nothing: " + start(e.why());
            case SessionEvent.BreakerReset e -> "compaction is tried again, says " + start(e.who());
            case SessionEvent.LimitCrossed e -> "budget: " + e.crossing().words();
            case SessionEvent.WrapUpAsked e -> "asked to wrap up: " + Ink.exactLine(e.reason());
            case SessionEvent.BudgetChanged e ->
                "the budget was changed by " + start(e.who()) + ": " + e.raise().words();
            case SessionEvent.Resumed e ->
                "resumed by " + start(e.who())
                        + (e.notes().isEmpty() ? "" : ": " + start(String.join("; ", e.notes())));
            case SessionEvent.Rewound e -> "rewound to event " + e.to() + " by " + start(e.who());
            case SessionEvent.Forked e -> "forked from " + e.from() + " at event " + e.at();
            case SessionEvent.LettersTaken e -> "letters taken out, up to number " + e.upTo();
            case SessionEvent.CancelRequested e -> "cancelled: " + start(e.reason());
            case SessionEvent.Ended e -> "ended: " + ending(e.ending());
        };
    }

    /** Who decided what about which call; without the reason. */
    static String decision(SessionEvent.ApprovalGiven event, String tool) {
        return (event.approved() ? "approved by " : "denied by ")
                + start(event.who()) + ": "
                + call(tool, event.callId());
    }

    private static String call(String tool, String id) {
        return Ink.exactLine(tool) + " (" + Ink.exactLine(id) + ")";
    }

    private static String atMost(Carve carve) {
        var limits = carve.limits().entrySet().stream()
                .map(limit -> limit.getKey().amount(limit.getValue()) + " "
                        + limit.getKey().words())
                .collect(Collectors.joining(", "));
        return limits.isEmpty() ? "" : " with at most " + limits;
    }

    static String settled(SessionEvent.SubAgentSettled event) {
        var ending = event.ending();
        return event.sessionId() + " "
                + (ending == null ? "did not begin" : ending(ending))
                + ", %,d tokens billed".formatted(event.spent().amounts().billedTokens());
    }

    private static String replied(SessionEvent.ModelReplied event) {
        var usage = event.reply().usage().billed();
        return "replied (%s, %s, %,d tokens billed, %.1f s)%s"
                .formatted(
                        word(event.purpose()),
                        event.reply().stopText(),
                        usage.total(),
                        event.took().toMillis() / 1e3,
                        said(event.reply()));
    }

    private static String said(ModelReply reply) {
        var calls = reply.toolUses().stream().map(Block.ToolUse::name).collect(Collectors.joining(", "));
        var text = reply.message().text();
        return (calls.isEmpty() ? "" : ": calls " + Ink.exactLine(calls)) + (text.isBlank() ? "" : ": " + start(text));
    }

    private static String checkpoint(SessionEvent.CheckpointHeld event) {
        var boundary = event.boundary();
        return "checkpoint: %s, %,d to %,d tokens, %,d facts lost, %,d put back%s"
                .formatted(
                        boundary.failed() ? "no summary" : word(event.decision()),
                        boundary.before(),
                        boundary.after(),
                        event.inspected().lost(),
                        event.inspected().reinjected().facts().size(),
                        event.notes().isEmpty() ? "" : ": " + start(String.join("; ", event.notes())));
    }

    private static String word(Decision decision) {
        return decision.word();
    }

    /** How a session ended, in words. */
    static String ending(Ending ending) {
        return word(ending.kind())
                + (ending.reason().isEmpty() ? "" : " (" + Ink.exactLine(ending.reason()) + ")")
                + (ending.detail().isEmpty() ? "" : ": " + start(ending.detail()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String start(String text) {
        var line = Ink.exactLine(text);
        return line.length() <= WORDS ? line : line.substring(0, WORDS - 3) + "...";
    }
}
