package dev.longhaul.loop;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Carver;
import dev.longhaul.budget.Limit;
import dev.longhaul.session.OpenChild;
import dev.longhaul.session.Parent;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SubAgentOrder;
import dev.longhaul.session.SubAgentTool;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is recorded before calls run: of a sub-agent, what is set aside for it. Used by the session's thread. */
final class SubAgentCalls {

    private final Session session;
    private final ToolBox tools;
    private final ModelCalls models;

    SubAgentCalls(Session session, ToolBox tools, ModelCalls models) {
        this.session = session;
        this.tools = tools;
        this.models = models;
    }

    Optional<SubAgentTool> of(ToolCall call) {
        return tools.find(call.name()).filter(SubAgentTool.class::isInstance).map(SubAgentTool.class::cast);
    }

    /**
     * The events that start these calls, in order; of one that cannot be paid for, that it is not run.
     *
     * @param waiting calls that start later
     */
    List<SessionEvent> starting(List<ToolCall> next, Collection<ToolCall> waiting) {
        var events = new ArrayList<SessionEvent>();
        var given = Amounts.NONE;
        for (int i = 0; i < next.size(); i++) {
            var call = next.get(i);
            var rest = Stream.concat(next.subList(i, next.size()).stream(), waiting.stream())
                    .toList();
            var tool = of(call);
            if (tool.isEmpty()) {
                events.add(started(call, events.size()));
            } else {
                given = given.plus(addSubAgent(events, tool.get(), call, given, rest));
            }
        }
        return events;
    }

    /** @return what was set aside on top of what the state knows of */
    private Amounts addSubAgent(
            List<SessionEvent> events, SubAgentTool tool, ToolCall call, Amounts given, List<ToolCall> rest) {
        var state = session.state();
        int sharers = (int) rest.stream().filter(one -> of(one).isPresent()).count();
        var share = models.carves().share(state, tool, call.id(), given, sharers, answers(), session.now());
        return switch (share) {
            case Carver.Share.Nothing nothing -> {
                var why = "Not run: " + nothing.words() + ". Do without it.";
                events.add(new SessionEvent.ToolRefused(ToolResult.error(call, why)));
                yield Amounts.NONE;
            }
            case Carver.Share.Granted granted -> {
                events.add(started(call, events.size()));
                events.add(
                        new SessionEvent.SubAgentStarted(call.id(), child(tool, call, events.size()), granted.carve()));
                var before = state.child(call.id()).map(OpenChild::taken);
                yield granted.carve().amounts().minus(before.orElse(Amounts.NONE));
            }
        };
    }

    /**
     * The key is the place of a call's first start in the journal: a provider may use a call's id again, a journal never does.
     */
    private SessionEvent.ToolStarted started(ToolCall call, int before) {
        var state = session.state();
        var own = session.id() + ":" + (state.seq() + before + 1);
        return new SessionEvent.ToolStarted(call, state.keyOf(call.id()).orElse(own));
    }

    private String child(SubAgentTool tool, ToolCall call, int before) {
        var state = session.state();
        return state.child(call.id())
                .map(OpenChild::sessionId)
                .orElseGet(() -> tool.childOf(new Parent(session.id(), state.seq() + before + 1)));
    }

    /** Tokens that the answers of all sub-agents of this reply may have in the context. */
    private long answers() {
        var state = session.state();
        return state.openCalls().stream()
                .filter(call -> of(call).isPresent())
                .mapToLong(call -> state.start().settings().policy(call.name()).maxResultTokens())
                .sum();
    }

    /** What a sub-agent is told; {@code state} is that of right behind {@code event}. */
    SubAgentOrder order(SessionEvent.SubAgentStarted event, long seq) {
        var known = session.state()
                .child(event.callId())
                .filter(child -> !child.known().amounts().equals(Amounts.NONE));
        return new SubAgentOrder(event.sessionId(), new Parent(session.id(), seq), event.carve(), known.isPresent());
    }

    /** Records events of calls; for a sub-agent whose call is over then, the session is charged what it has spent, or can have. */
    void record(List<? extends SessionEvent> events) {
        var before = session.state().children();
        session.record(events);
        var open = session.state().children().stream().map(OpenChild::sessionId).collect(Collectors.toSet());
        before.stream()
                .filter(child -> !open.contains(child.sessionId()))
                .forEach(child -> models.booked(session.state(), child.sessionId(), charged(child, events)));
    }

    private static Amounts charged(OpenChild child, List<? extends SessionEvent> events) {
        return events.stream()
                .filter(SessionEvent.SubAgentSettled.class::isInstance)
                .map(SessionEvent.SubAgentSettled.class::cast)
                .filter(settled -> settled.sessionId().equals(child.sessionId()))
                .map(SessionEvent.SubAgentSettled::spent)
                .findFirst()
                .orElseGet(child::cost)
                .amounts();
    }

    /** It ends where the session is told to wrap up, so that there is time for that. */
    Instant deadline(Instant end) {
        var state = session.state();
        var limit = state.budget().max(Limit.WALL_CLOCK);
        if (limit.isEmpty()) {
            return end;
        }
        var edge = state.time().since().plusMillis((long)
                (limit.getAsLong() * state.budget().wrapUpAt()));
        return edge.isBefore(end) ? edge : end;
    }
}
