package dev.longhaul.session;

import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Role;
import dev.longhaul.tool.ToolResult;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** A reply brought a boundary that nobody has decided on yet; {@code cut} is what it closes. */
    record AtBoundary(SessionEvent.ModelReplied event, Cut cut) implements Position {

        ModelReply reply() {
            return event.reply();
        }

        SessionEvent.Purpose purpose() {
            return event.purpose();
        }
    }

    /** Calls wait for results; {@code results} holds those that came, by call id. */
    record Calling(ModelReply reply, Map<String, ToolResult> results) implements Position {

        public Calling {
            results = Map.copyOf(results);
        }

        Calling with(ToolResult result) {
            var more = new LinkedHashMap<>(results);
            more.put(result.callId(), result);
            return new Calling(reply, more);
        }

        boolean isAnswered() {
            return reply.toolUses().stream().allMatch(use -> results.containsKey(use.id()));
        }
    }

    /** Nothing is left to do but to say so. */
    record Due(Ending ending) implements Position {}

    record Ended(Ending ending) implements Position {}
}
