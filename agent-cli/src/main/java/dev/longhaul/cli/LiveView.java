package dev.longhaul.cli;

import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionListener;
import dev.longhaul.session.SessionState;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolProgress;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Shows a session as it runs: a line a turn, a few lines a checkpoint. */
final class LiveView implements SessionListener, ToolProgress {

    private static final int BAR = 20;
    private static final int SPOKEN = 100;

    private final PrintStream out;
    private final Ink ink;
    /** Tools by the ids of calls that somebody is asked about. */
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    LiveView(PrintStream out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    @Override
    public void on(JournalEntry entry, SessionState state) {
        if (state.start().parent() != null) {
            // Its caller says when it begins and how it ends.
            return;
        }
        switch (entry.event()) {
            case SessionEvent.ModelReplied replied -> {
                if (!replied.reply().isPause() && replied.purpose() != Purpose.PROBE) {
                    turn(replied.reply(), state);
                }
            }
            case SessionEvent.CheckpointHeld held -> checkpoint(held);
            case SessionEvent.AttemptFailed failed ->
                out.println(ink.warn("     "
                        + Ink.exactLine(failed.message())
                        + (failed.pause().isZero()
                                ? ""
                                : "; asking again in %.1f s"
                                        .formatted(failed.pause().toMillis() / 1e3))));
            case SessionEvent.LimitCrossed crossed ->
                out.println(ink.warn("     budget: "
                        + crossed.crossing().words()
                        + (crossed.crossing().edge() == Edge.WARN
                                ? " are spent"
                                : " are spent; the work is brought to an end")));
            case SessionEvent.CallRefused refused ->
                out.println(ink.warn("     budget: " + refused.why().words()));
            case SessionEvent.BudgetChanged changed ->
                out.println(ink.warn("     budget changed by " + start(changed.who()) + ": "
                        + changed.raise().words()));
            case SessionEvent.WrapUpAsked asked -> out.println(ink.warn("     asking the agent to wrap up"));
            case SessionEvent.MessageReceived received ->
                out.println(ink.strong("     you      " + start(received.text())));
            case SessionEvent.CompactionRequested request ->
                out.println(ink.strong("     you      asked for a compaction"));
            case SessionEvent.CompactionBegun begun -> out.println(ink.quiet("     a summary is being written"));
            case SessionEvent.CompactionDropped dropped ->
                out.println(ink.warn("     " + Ink.exactLine(dropped.why())));
            case SessionEvent.BreakerReset reset ->
                out.println(ink.warn("     compaction is tried again, says " + start(reset.who())));
            case SessionEvent.CancelRequested cancel ->
                out.println(ink.warn("     cancelled: " + Ink.exactLine(cancel.reason())));
            case SessionEvent.ToolRefused refused ->
                out.println(
                        ink.warn("     tool not run: " + start(refused.result().text())));
            case SessionEvent.ApprovalAsked ask -> {
                asked.put(ask.call().id(), ask.call().name());
                out.println(ink.strong("     approval "
                        + start(ask.call().name() + " " + ask.call().input().text()) + " (" + start(ask.why()) + ")"));
            }
            case SessionEvent.ApprovalGiven given -> {
                var tool = Objects.requireNonNullElse(asked.remove(given.callId()), "call");
                out.println(ink.strong("     " + Timeline.decision(given, tool)));
            }
            case SessionEvent.ToolFinished finished -> {
                if (finished.result().isError()) {
                    out.println(ink.warn(
                            "     tool error: " + start(finished.result().text())));
                }
            }
            case SessionEvent.Resumed resumed ->
                resumed.notes().forEach(note -> out.println(ink.warn("     resumed: " + Ink.exactLine(note))));
            case SessionEvent.SubAgentStarted begun ->
                out.println(ink.quiet("     sub-agent " + begun.sessionId() + " is at work"));
            case SessionEvent.SubAgentSettled settled ->
                out.println(ink.quiet("     sub-agent " + Timeline.settled(settled)));
            case SessionEvent.Rewound r -> {}
            case SessionEvent.Forked f -> {}
            case SessionEvent.LettersTaken t -> {}
            case SessionEvent.Started s -> {}
            case SessionEvent.ModelAsked a -> {}
            case SessionEvent.ModelFailed failed -> out.println(ink.warn("     " + Ink.exactLine(failed.message())));
            case SessionEvent.ToolStarted t -> {}
            case SessionEvent.Ended e -> {}
        }
    }

    @Override
    public void on(String sessionId, ToolCall call, String words) {
        out.println(ink.quiet("     " + Ink.exactLine(call.name()) + ": " + start(words)));
    }

    private void turn(ModelReply reply, SessionState state) {
        var calls = reply.toolUses();
        out.println("turn %3d  %s  %s"
                .formatted(
                        state.progress().turns(),
                        fill(state),
                        calls.isEmpty() ? "\"" + start(reply.message().text()) + "\"" : ink.quiet(names(calls))));
    }

    /** The context against the trigger, and what is spent of the budget. */
    private String fill(SessionState state) {
        long tokens = state.contextTokens();
        long trigger = state.start().settings().compaction().triggerTokens();
        var spent = "billed %,11d".formatted(state.ledger().billedTokens());
        if (trigger == 0) {
            return "context %,9d  %s".formatted(tokens, spent);
        }
        int full = Math.clamp(tokens * BAR / trigger, 0, BAR);
        return "[%s%s] %3d%% of %,d  %s"
                .formatted(ink.good("#".repeat(full)), ".".repeat(BAR - full), tokens * 100 / trigger, trigger, spent);
    }

    private void checkpoint(SessionEvent.CheckpointHeld held) {
        var boundary = held.boundary();
        if (boundary.failed()) {
            out.println(ink.warn("---- checkpoint %d: no summary came back; nothing is lost, %s"
                    .formatted(
                            boundary.number(),
                            held.closes() ? "going on with what is known" : words(held.decision()))));
        } else {
            out.println(ink.strong("---- checkpoint %d: %,d -> about %,d tokens"
                    .formatted(boundary.number(), boundary.before(), boundary.after())));
            out.println("     summary  " + start(String.valueOf(boundary.block().summary())));
            out.println("     pinned   " + Ink.line(pins(held.pins()))
                    + (held.keptMessages() == 0
                            ? ""
                            : "; kept word for word: the last %d messages".formatted(held.keptMessages())));
            if (held.inspected().lost() > 0) {
                out.println("     lost     %d facts worth keeping, %d put back (kept %.0f %%)"
                        .formatted(
                                held.inspected().lost(),
                                held.inspected().reinjected().facts().size(),
                                held.inspected().score() * 100));
            }
            out.println("     decision " + Ink.line(words(held.decision()))
                    + ", cost %,d tokens, %s, %.1f s"
                            .formatted(
                                    boundary.cost().total(),
                                    boundary.form().word(),
                                    boundary.took().toMillis() / 1e3));
        }
        held.notes().forEach(note -> out.println(ink.warn("     note     " + Ink.exactLine(note))));
    }

    private static String pins(List<PinnedText> pins) {
        return pins.isEmpty()
                ? "nothing"
                : pins.stream()
                        .map(pin -> "%s (%,d characters)"
                                .formatted(pin.name(), pin.text().length()))
                        .collect(Collectors.joining(", "));
    }

    private static String words(Decision decision) {
        return switch (decision) {
            case Decision.Accept accept -> "accept";
            case Decision.AcceptWith with -> "accept, with " + with.messages().size() + " message(s)";
            case Decision.Resummarise again -> "summarise again";
            case Decision.KeepHistory keep -> "keep the history";
            case Decision.WrapUp wrapUp -> "wrap up: " + wrapUp.reason();
            case Decision.Stop stop -> "stop: " + stop.reason();
        };
    }

    private static String names(List<Block.ToolUse> calls) {
        Map<String, Long> counts =
                calls.stream().collect(Collectors.groupingBy(Block.ToolUse::name, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> Ink.exactLine(e.getKey()) + (e.getValue() == 1 ? "" : " x" + e.getValue()))
                .collect(Collectors.joining(" + "));
    }

    private static String start(String text) {
        var line = Ink.exactLine(text);
        return line.length() <= SPOKEN ? line : line.substring(0, SPOKEN) + "...";
    }
}
