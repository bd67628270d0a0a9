package dev.longhaul.testkit;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.CallBound;
import dev.longhaul.budget.Carve;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.ChildSpending;
import dev.longhaul.budget.Costs;
import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Fit;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Raise;
import dev.longhaul.budget.Reservation;
import dev.longhaul.budget.Settlement;
import dev.longhaul.budget.Spent;
import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Finding;
import dev.longhaul.compaction.Overhead;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.compaction.Rung;
import dev.longhaul.compaction.Signal;
import dev.longhaul.compaction.StandIn;
import dev.longhaul.model.Block;
import dev.longhaul.model.Image;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.model.Usage;
import dev.longhaul.session.AgentName;
import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.Ending;
import dev.longhaul.session.Parent;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One of everything that a journal may have to keep. Spelling, order and nulls are chosen to be easy to lose. Immutable. For
 * those who write codecs; {@link JournalContract} uses it too.
 */
public final class EventSamples {

    private static final Block.Compaction BLOCK = new Block.Compaction(
            "We looked.", new Json("{ \"type\":\"compaction\", \"content\":\"We \\u006cooked.\" }"));
    private static final Block.Compaction FAILED =
            new Block.Compaction(null, new Json("{\"type\":\"compaction\",\"content\":null}"));
    private static final PinnedText RULES = new PinnedText("rules", "Be kind.\nAlways.");
    private static final PinnedText QUEUE = new PinnedText("queue", "empty", "(this is what it said last)");

    private EventSamples() {}

    /** Samples of every kind of event, block, decision and pin, in no particular order. */
    public static List<SessionEvent> all() {
        var all = new ArrayList<SessionEvent>(List.of(
                new SessionEvent.Started("s", "Do the work.", settings(), List.of(RULES)),
                new SessionEvent.Started("s", "Do the work.", bareSettings(), List.of()),
                new SessionEvent.Started(
                        "s",
                        "Do the work.",
                        new AgentName("support", List.of("--queue", "/srv/queue.json")),
                        bareSettings(),
                        List.of()),
                new SessionEvent.Resumed("process 7 on build-7", null, List.of()),
                new SessionEvent.Resumed("ada", bareSettings(), List.of("the tool look is gone")),
                new SessionEvent.Rewound(12, "ada"),
                new SessionEvent.Forked("s0", 7, "ada"),
                new SessionEvent.LettersTaken(3),
                new SessionEvent.ModelAsked(Purpose.WORK, 1_000, 3_500, reservation()),
                new SessionEvent.CallRefused(Purpose.COMPACTION, new Fit.TooDear(Limit.USD, 3_000, 2_000, 10_000)),
                new SessionEvent.BudgetChanged(
                        Raise.by(Limit.TOTAL_TOKENS, 5)
                                .and(Raise.to(Limit.COMPACTIONS, 7))
                                .and(Raise.lift(Limit.USD)),
                        "ada"),
                new SessionEvent.AttemptFailed(
                        2, ModelException.Kind.OVERLOADED, "busy", Duration.ofMillis(1_500), Charge.NONE, true),
                new SessionEvent.ModelReplied(Purpose.WRAP_UP, reply(), Duration.ofSeconds(3), settlement()),
                new SessionEvent.ModelReplied(Purpose.WORK, bareReply(), Duration.ZERO, Settlement.NONE),
                new SessionEvent.ModelReplied(Purpose.PROBE, bareReply(), Duration.ZERO, Settlement.NONE),
                new SessionEvent.ModelFailed(
                        Purpose.WORK, ModelException.Kind.LOST, "gone", new Charge(2_000, new Money(7))),
                new SessionEvent.ToolStarted(new ToolCall("c1", "look", new Json("{\"n\": 1.0, \"a\": [ ] }")), "s:c1"),
                new SessionEvent.Started("s.7", "Read.", AgentName.NONE, bareSettings(), List.of(), new Parent("s", 7)),
                new SessionEvent.SubAgentStarted(
                        "c1", "s.7", new Carve(Map.of(Limit.USD, 5_000_000L, Limit.BILLED_TOKENS, 20_000L))),
                new SessionEvent.SubAgentStarted("c2", "s.9", Carve.NONE),
                new SessionEvent.SubAgentSettled(
                        "c1",
                        "s.7",
                        new Ending(Ending.Kind.SUSPENDED, "approval", "1 call waits"),
                        new ChildSpending(settlement(), new Amounts(1, 2, new Money(3), 4, 5, 6))),
                new SessionEvent.SubAgentSettled("c2", "s.9", null, ChildSpending.NONE),
                new SessionEvent.ToolFinished(new ToolResult("c1", "green", true), Duration.ofNanos(1_234_567)),
                new SessionEvent.ToolFinished(
                        new ToolResult("c1", "", false, List.of(new Image("image/gif", "R0lGODlhAQABAAAAACwAAA=="))),
                        Duration.ofMillis(5)),
                new SessionEvent.ToolRefused(new ToolResult("c2", "Not run.", true)),
                new SessionEvent.ApprovalAsked(
                        new ToolCall("c3", "buy", new Json("{ \"n\":2 }")), "calls of buy always need approval"),
                new SessionEvent.ApprovalGiven("c3", true, "", "ada"),
                new SessionEvent.ApprovalGiven("c4", false, "too dear", "ada"),
                new SessionEvent.WrapUpAsked("budget_exhausted", "Please wrap up."),
                new SessionEvent.BreakerReset("the person on call"),
                new SessionEvent.MessageReceived("Look again.\n"),
                new SessionEvent.CompactionRequested(CompactionRange.between(2, 5), "Keep names."),
                new SessionEvent.CompactionRequested(CompactionRange.everything(), null),
                new SessionEvent.CompactionBegun(12, 20_000, reservation()),
                new SessionEvent.CompactionDropped("too late", bareReply(), Charge.NONE, settlement()),
                new SessionEvent.CompactionDropped("lost", null, new Charge(28_192, new Money(5)), Settlement.NONE),
                new SessionEvent.CancelRequested("enough")));
        decisions().forEach(decision -> all.add(held(BLOCK, decision, Finding.HEALTHY)));
        findings().forEach(finding -> all.add(held(FAILED, Decision.resummarise("Again."), finding)));
        for (var limit : Limit.values()) {
            for (var edge : Edge.values()) {
                all.add(new SessionEvent.LimitCrossed(new Crossing(limit, edge, 900, 1_000)));
            }
        }
        for (var kind : Ending.Kind.values()) {
            all.add(new SessionEvent.Ended(new Ending(kind, "reason", "detail")));
        }
        return all;
    }

    private static AgentSettings settings() {
        var tool = new ToolSpec("look", "Looks.", new Json("{\"type\" : \"object\"}"));
        var pins = List.of(
                Pin.task(),
                Pin.text("rules", "Be kind.").priority(Pin.Priority.LOW),
                Pin.file(Path.of("a/RULES.md"), 500),
                Pin.recentTurns(2),
                Pin.todo(),
                Pin.of("queue", () -> "empty"));
        var budget = Budget.totalTokens(3_000_000)
                .billedTokens(40_000_000)
                .compactions(7)
                .within(Duration.ofHours(4))
                .warnAt(0.3)
                .wrapUpAt(0.7);
        return new AgentSettings(
                "model-1",
                "Work.",
                List.of(tool),
                4_096,
                Compaction.onDemand(75_000)
                        .instructions("Keep names.")
                        .keepTurns(5)
                        .probe()
                        .inBackground(0.7),
                pins,
                budget,
                Map.of(
                        "look",
                        CallPolicy.DEFAULT.timeout(Duration.ofSeconds(30)).rerun(Rerun.FAIL),
                        "buy",
                        CallPolicy.DEFAULT
                                .approval(Approval.WHEN)
                                .maxResultTokens(500)
                                .alsoInWrapUp()
                                .alone()));
    }

    private static AgentSettings bareSettings() {
        return new AgentSettings("model-1", "", List.of(), 1, Compaction.off(), List.of(), Budget.unlimited());
    }

    private static ModelReply reply() {
        List<Block> content = List.of(
                BLOCK,
                new Block.Thinking(new Json("{\"type\":\"thinking\",\"signature\":\"s==\"}")),
                new Block.Text("Let me look.", new Json("{\"type\":\"text\",\"text\":\"Let me look.\",\"x\":1e2}")),
                new Block.Text("Without a wire."),
                new Block.ToolUse("c1", "look", new Json("{\"n\": 1.0}"), new Json("{\"type\":\"tool_use\"}")),
                new Block.ToolUse("c2", "look", Json.EMPTY_OBJECT),
                new Block.ToolResult("c3", "green", true),
                new Block.Opaque("hologram", new Json("{\"type\":\"hologram\",\"z\":0.10}")),
                FAILED);
        var iterations = Arrays.stream(ReplyUsage.Kind.values())
                .map(kind -> new Iteration(kind, "advisor-1", new Usage(1, 2, 3, 4, 5)))
                .toList();
        return new ModelReply(
                "msg_1",
                "model-1",
                content,
                StopReason.TOOL_USE,
                "tool_use",
                new ReplyUsage(Usage.of(100, 10), iterations));
    }

    private static Reservation reservation() {
        var price = new Price(new Money(1), new Money(2), new Money(3), new Money(4), new Money(5));
        var call = new CallBound(1_000, 500, 900, new CallBound.Summary(true, 10, 20, false));
        return new Reservation(call, price, new Amounts(1, 2, new Money(3), 4, 5, 6));
    }

    private static Settlement settlement() {
        var spent = new Spent(
                new Usage(1, 2, 3, 4, 5),
                new Costs(new Money(10), new Money(20), new Money(30), new Money(39), new Money(150)));
        return new Settlement(
                List.of(new Settlement.Part(Purpose.WRAP_UP, "model-1", spent, true)), new Charge(3, new Money(4)));
    }

    private static ModelReply bareReply() {
        return new ModelReply("", "model-1", List.of(), StopReason.UNKNOWN, "tired", ReplyUsage.NONE);
    }

    private static List<Decision> decisions() {
        return List.of(
                Decision.accept(),
                Decision.acceptWith("One.", "Two."),
                Decision.resummarise("Keep paths."),
                Decision.keepHistory(),
                Decision.wrapUp("enough"),
                Decision.stop("lost"));
    }

    private static List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        var signals = List.of(
                new Signal.NoSummary(),
                new Signal.Ineffective(49_000, 50_000, true),
                new Signal.RapidRefill(2),
                new Signal.RepeatedWork("look {\"n\": 1.0}", 3, 1),
                new Signal.FixedOverhead(new Overhead(1_000, 2_000, 30_000, 50), 50_000));
        signals.forEach(signal -> findings.add(Finding.of(signal, Rung.TIGHTER_INSTRUCTIONS)));
        for (var rung : Rung.values()) {
            findings.add(Finding.of(new Signal.NoSummary(), rung));
        }
        findings.add(Finding.of(new Signal.NoSummary(), Rung.SHED_PINS).shedding(Pin.Priority.NORMAL));
        findings.add(Finding.of(new Signal.NoSummary(), Rung.STAND_IN).standingIn(BLOCK));
        findings.add(Finding.of(new Signal.NoSummary(), Rung.STAND_IN).standingIn(StandIn.extract(true)));
        return findings;
    }

    private static SessionEvent held(Block.Compaction block, Decision decision, Finding finding) {
        var boundary = new Boundary(
                3, CompactionForm.ON_DEMAND, block, 75_000, 1_200, Usage.of(75_100, 800), Duration.ofMillis(2_300));
        return new SessionEvent.CheckpointHeld(
                boundary,
                decision,
                finding,
                2,
                List.of(RULES, QUEUE),
                SessionEvent.Inspected.NOTHING,
                List.of("a note"));
    }
}
