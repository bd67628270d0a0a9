package dev.longhaul.session;

import dev.longhaul.budget.Purpose;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Role;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a session stands between two events. Immutable. */
sealed interface Position {

    /**
     * The context ends where a model may speak.
     *
     * @param turnOpen whether the provider interrupted the model's turn and takes it back to go on with (wire spec §6.3)
     */
    record Ready(boolean turnOpen) implements Position {
        public Ready() {
            this(false);
        }

        /** Where a context is asked about again as it is; if it ends in words of the model, that turn is still open. */
        static Ready again(Context context) {
            return new Ready(context.messages().getLast().role() == Role.ASSISTANT);
        }
    }

    /** A request may be on its way. */
    record Asked(SessionEvent.ModelAsked request) implements Position {}

    /**
     * A reply brought a boundary that nobody has decided on yet.
     *
     * @param cut what it closes
     * @param probed what became of the probe of its summary; null if none was asked for
     */
    record AtBoundary(
            SessionEvent.ModelReplied event,
            Cut cut,
            @Nullable Probed probed) implements Position {

        AtBoundary(SessionEvent.ModelReplied event, Cut cut) {
            this(event, cut, null);
        }

        AtBoundary with(Probed answer) {
            return new AtBoundary(event, cut, answer);
        }

        ModelReply reply() {
            return event.reply();
        }

        Purpose purpose() {
            return event.purpose();
        }
    }

    /**
     * Calls wait for results.
     *
     * @param results those that came, by call id
     * @param open what is known of calls that wait, by call id; of others nothing is
     */
    record Calling(ModelReply reply, Map<String, ToolResult> results, Map<String, OpenCall> open) implements Position {

        public Calling {
            results = Map.copyOf(results);
            open = Map.copyOf(open);
        }

        Calling(ModelReply reply, Map<String, ToolResult> results) {
            this(reply, results, Map.of());
        }

        Calling with(ToolResult result) {
            var more = new LinkedHashMap<>(results);
            more.put(result.callId(), result);
            var rest = new LinkedHashMap<>(open);
            rest.remove(result.callId());
            return new Calling(reply, more, rest);
        }

        OpenCall open(String callId) {
            return open.getOrDefault(callId, OpenCall.NEW);
        }

        /** Learns something of a call; one that is not of this reply, or has its result, is left alone. */
        Calling learning(String callId, UnaryOperator<OpenCall> change) {
            if (unanswered().noneMatch(call -> call.id().equals(callId))) {
                return this;
            }
            var more = new LinkedHashMap<>(open);
            more.put(callId, change.apply(open(callId)));
            return new Calling(reply, results, more);
        }

        /** Whoever ran the calls is gone. */
        Calling abandoned() {
            var lost = new LinkedHashMap<>(open);
            lost.replaceAll((id, call) -> call.abandoned());
            return new Calling(reply, results, lost);
        }

        /** The sub-agents are others', or nobody's. */
        Calling withoutChildren() {
            var alone = new LinkedHashMap<>(open);
            alone.replaceAll((id, call) -> call.with(null));
            return new Calling(reply, results, alone);
        }

        /** The calls without a result, in the order of the reply. */
        Stream<ToolCall> unanswered() {
            return reply.toolUses().stream()
                    .filter(use -> !results.containsKey(use.id()))
                    .map(use -> new ToolCall(use.id(), use.name(), use.input()));
        }

        boolean isAnswered() {
            return reply.toolUses().stream().allMatch(use -> results.containsKey(use.id()));
        }
    }

    /**
     * Nothing is left to do but to say so.
     *
     * @param before where whoever goes on with it begins
     */
    record Due(Ending ending, Position before) implements Position {

        /** Where nothing was under way. */
        Due(Ending ending) {
            this(ending, new Ready());
        }
    }

    /**
     * It is said.
     *
     * @param before where whoever goes on with it begins
     */
    record Ended(Ending ending, Position before) implements Position {

        static Ended after(Position position, Ending ending) {
            return switch (position) {
                case Due due -> new Ended(ending, due.before());
                case Ended again -> new Ended(ending, again.before());
                default -> new Ended(ending, position);
            };
        }

        Ended at(Position place) {
            return new Ended(ending, place);
        }
    }
}
