package dev.longhaul.runner.store;

import dev.longhaul.session.SessionEvent;
import java.util.Arrays;
import java.util.Optional;

/** The names that the journal's format has for events. A name never changes its meaning; a class may change its name. */
enum EventType {
    STARTED("started", SessionEvent.Started.class),
    MODEL_ASKED("model_asked", SessionEvent.ModelAsked.class),
    CALL_REFUSED("call_refused", SessionEvent.CallRefused.class),
    ATTEMPT_FAILED("attempt_failed", SessionEvent.AttemptFailed.class),
    MODEL_REPLIED("model_replied", SessionEvent.ModelReplied.class),
    MODEL_FAILED("model_failed", SessionEvent.ModelFailed.class),
    TOOL_STARTED("tool_started", SessionEvent.ToolStarted.class),
    SUB_AGENT_STARTED("sub_agent_started", SessionEvent.SubAgentStarted.class),
    SUB_AGENT_SETTLED("sub_agent_settled", SessionEvent.SubAgentSettled.class),
    TOOL_REFUSED("tool_refused", SessionEvent.ToolRefused.class),
    TOOL_FINISHED("tool_finished", SessionEvent.ToolFinished.class),
    APPROVAL_ASKED("approval_asked", SessionEvent.ApprovalAsked.class),
    APPROVAL_GIVEN("approval_given", SessionEvent.ApprovalGiven.class),
    CHECKPOINT_HELD("checkpoint_held", SessionEvent.CheckpointHeld.class),
    MESSAGE_RECEIVED("message_received", SessionEvent.MessageReceived.class),
    COMPACTION_REQUESTED("compaction_requested", SessionEvent.CompactionRequested.class),
    COMPACTION_BEGUN("compaction_begun", SessionEvent.CompactionBegun.class),
    COMPACTION_DROPPED("compaction_dropped", SessionEvent.CompactionDropped.class),
    BREAKER_RESET("breaker_reset", SessionEvent.BreakerReset.class),
    LIMIT_CROSSED("limit_crossed", SessionEvent.LimitCrossed.class),
    WRAP_UP_ASKED("wrap_up_asked", SessionEvent.WrapUpAsked.class),
    BUDGET_CHANGED("budget_changed", SessionEvent.BudgetChanged.class),
    RESUMED("resumed", SessionEvent.Resumed.class),
    REWOUND("rewound", SessionEvent.Rewound.class),
    FORKED("forked", SessionEvent.Forked.class),
    LETTERS_TAKEN("letters_taken", SessionEvent.LettersTaken.class),
    CANCEL_REQUESTED("cancel_requested", SessionEvent.CancelRequested.class),
    ENDED("ended", SessionEvent.Ended.class);

    private final String word;
    private final Class<? extends SessionEvent> kind;

    EventType(String word, Class<? extends SessionEvent> kind) {
        this.word = word;
        this.kind = kind;
    }

    String word() {
        return word;
    }

    Class<? extends SessionEvent> kind() {
        return kind;
    }

    /** An event without a name does not compile: add a constant above and a line here. */
    static EventType of(SessionEvent event) {
        return switch (event) {
            case SessionEvent.Started e -> STARTED;
            case SessionEvent.ModelAsked e -> MODEL_ASKED;
            case SessionEvent.CallRefused e -> CALL_REFUSED;
            case SessionEvent.AttemptFailed e -> ATTEMPT_FAILED;
            case SessionEvent.ModelReplied e -> MODEL_REPLIED;
            case SessionEvent.ModelFailed e -> MODEL_FAILED;
            case SessionEvent.ToolStarted e -> TOOL_STARTED;
            case SessionEvent.SubAgentStarted e -> SUB_AGENT_STARTED;
            case SessionEvent.SubAgentSettled e -> SUB_AGENT_SETTLED;
            case SessionEvent.ToolRefused e -> TOOL_REFUSED;
            case SessionEvent.ToolFinished e -> TOOL_FINISHED;
            case SessionEvent.ApprovalAsked e -> APPROVAL_ASKED;
            case SessionEvent.ApprovalGiven e -> APPROVAL_GIVEN;
            case SessionEvent.CheckpointHeld e -> CHECKPOINT_HELD;
            case SessionEvent.MessageReceived e -> MESSAGE_RECEIVED;
            case SessionEvent.CompactionRequested e -> COMPACTION_REQUESTED;
            case SessionEvent.CompactionBegun e -> COMPACTION_BEGUN;
            case SessionEvent.CompactionDropped e -> COMPACTION_DROPPED;
            case SessionEvent.BreakerReset e -> BREAKER_RESET;
            case SessionEvent.LimitCrossed e -> LIMIT_CROSSED;
            case SessionEvent.WrapUpAsked e -> WRAP_UP_ASKED;
            case SessionEvent.BudgetChanged e -> BUDGET_CHANGED;
            case SessionEvent.Resumed e -> RESUMED;
            case SessionEvent.Rewound e -> REWOUND;
            case SessionEvent.Forked e -> FORKED;
            case SessionEvent.LettersTaken e -> LETTERS_TAKEN;
            case SessionEvent.CancelRequested e -> CANCEL_REQUESTED;
            case SessionEvent.Ended e -> ENDED;
        };
    }

    static Optional<EventType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
