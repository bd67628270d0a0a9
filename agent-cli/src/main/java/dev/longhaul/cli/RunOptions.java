package dev.longhaul.cli;

import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.runner.AgentRunnerBuilder;
import dev.longhaul.runner.SessionIds;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.tool.ApprovalAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command which runs a session takes. Picocli fills the fields. */
public final class RunOptions {

    @Option(names = "--task", paramLabel = "TEXT", description = "What the agent is to do, in words.")
    @Nullable
    String task;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "A Messages API server, instead of $ANTHROPIC_BASE_URL or the API itself.")
    @Nullable
    String baseUrl;

    @Option(names = "--model", paramLabel = "NAME", description = "The model, as its provider names it.")
    @Nullable
    String model;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "8192",
            description = "The most output tokens of one reply (default ${DEFAULT-VALUE}).")
    int maxTokens;

    @Option(
            names = "--compact-at",
            paramLabel = "N",
            description = "Compact when the context reaches N tokens, 50000 or more (default 150000).")
    @Nullable
    Long compactAt;

    @Option(
            names = "--compaction",
            paramLabel = "FORM",
            converter = CompactionFormConverter.class,
            description = "How to compact: threshold, on-demand, client or off (default: what the model can).")
    @Nullable
    CompactionForm compaction;

    @Option(
            names = "--compaction-instructions",
            paramLabel = "TEXT",
            description = "Replaces the provider's summarising prompt: say what to keep.")
    @Nullable
    String compactionInstructions;

    @Option(
            names = "--pin",
            paramLabel = "FILE|TEXT",
            description =
                    "Keep this in the context behind every compaction: a text file, read anew each time, its first 16,000"
                            + " characters; or words. Repeatable.")
    List<String> pins = new ArrayList<>();

    @Option(
            names = "--no-default-pins",
            description = "Pin nothing and put no lost facts back; shows what a summary alone would lose.")
    boolean noDefaultPins;

    @Option(names = "--no-inspector", description = "Take summaries on trust: put no lost facts back.")
    boolean noInspector;

    @Option(
            names = "--budget-total-tokens",
            paramLabel = "N",
            description = "The most context tokens: closed contexts and the open one, each token counted once.")
    @Nullable
    Long totalTokens;

    @Option(
            names = "--budget-billed-tokens",
            paramLabel = "N",
            description = "The most billed tokens; each turn bills the whole context again.")
    @Nullable
    Long billedTokens;

    @Option(
            names = "--budget-usd",
            paramLabel = "USD",
            description = "The most dollars, like 5 or 0.25; the model must have a price.")
    @Nullable
    String usd;

    @Option(
            names = "--budget-time",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "The most time, like 30s, 5m, 2h.")
    @Nullable
    Duration time;

    @Option(names = "--max-compactions", paramLabel = "N", description = "The most compactions.")
    @Nullable
    Integer maxCompactions;

    @Option(
            names = "--wrap-up-at",
            paramLabel = "SHARE",
            description = "Ask for a good end at this share of a limit, above 0 and at most 1 (default 0.9).")
    @Nullable
    Double wrapUpAt;

    @Option(
            names = "--suspend-on-limit",
            description = "Wait for a person to raise the budget (exit 5) instead of asking for a wrap-up.")
    boolean suspendOnLimit;

    @Option(
            names = "--tool-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long a tool call may take (default 10m).")
    @Nullable
    Duration toolTimeout;

    @Option(
            names = "--yes",
            description =
                    "Approve every tool call; otherwise you are asked at a terminal, and without one the session is suspended.")
    boolean yes;

    @Option(names = "--session", paramLabel = "ID", description = "The id to give the new session.")
    @Nullable
    String session;

    /** Of a session that was given none. */
    private @Nullable String fresh;

    @Option(names = "--resume", hidden = true)
    @Nullable
    String resumed;

    @Option(names = "--base-url-was", hidden = true)
    @Nullable
    String baseUrlWas;

    @Option(
            names = "--simulated",
            description = "Let the simulated model answer, even if the environment holds a key or a base URL.")
    boolean simulated;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where sessions are kept (default $AGENT_HOME, or ~/.longhaul).")
    @Nullable
    Path home;

    @Option(
            names = "--json",
            description = "Print one JSON object as the last line of standard output; progress goes to standard error.")
    boolean json;

    @Option(names = "--debug", description = "Show stack traces and the log.")
    boolean debug;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** The task given, or {@code usual}. */
    public String task(String usual) {
        return task == null ? usual : task;
    }

    /** The trigger that holds when the user names none. */
    public void compactAtUnlessGiven(long tokens) {
        if (compactAt == null && compaction != CompactionForm.OFF) {
            compactAt = tokens;
        }
    }

    /** Whether an agent pins what it would of itself. */
    public boolean pinsByDefault() {
        return !noDefaultPins;
    }

    public boolean json() {
        return json;
    }

    /** The session's id: the one given, that of the session that is taken up again, or a new one. */
    public String sessionId() {
        if (resumed != null) {
            return resumed;
        }
        if (session != null) {
            return session;
        }
        if (fresh == null) {
            fresh = SessionIds.fresh();
        }
        return fresh;
    }

    /** The session has begun: its id is one to be told, also if nobody gave it. */
    void begun() {
        session = sessionId();
    }

    /** Where sessions are kept. */
    public AgentHome home(Map<String, String> environment) {
        return home == null ? AgentHome.fromEnvironment(environment) : AgentHome.at(home);
    }

    /** Whether a session is taken up again instead of a new one begun. */
    public boolean isResumed() {
        return resumed != null;
    }

    /** The name of the command, by which a session finds it again. */
    String agent() {
        return command.name();
    }

    /** What whoever resumes the session needs to know of its options; without secrets. */
    List<String> recorded(ModelSource source) {
        var kept = RecordedOptions.of(command.commandLine().getParseResult());
        if (source.isSimulated() && !simulated) {
            kept.add("--simulated");
        } else if (!source.isSimulated() && baseUrl == null && source.baseUrl() != null) {
            kept.add("--base-url-was=" + source.baseUrl());
        }
        return kept;
    }

    /**
     * Sets up all of a runner but its model and tools.
     *
     * @throws IllegalArgumentException naming the option's value and the fix
     */
    public AgentRunnerBuilder configure(AgentRunnerBuilder builder) {
        if (noDefaultPins) {
            builder.noDefaultPins();
        }
        if (noInspector) {
            builder.inspector(inspection -> Retention.NOTHING);
        }
        if (toolTimeout != null) {
            builder.toolTimeout(toolTimeout);
        }
        if (yes) {
            builder.approver(request -> Optional.of(ApprovalAnswer.yes(IdCommand.me() + " with --yes")));
        }
        PinOption.parse(pins).forEach(builder::pin);
        if (maxTokens < 1) {
            throw new IllegalArgumentException("--max-tokens " + maxTokens + ": a reply needs 1 or more");
        }
        var policies = new RunPolicies(this);
        return builder.maxTokens(maxTokens).compaction(policies.compaction()).budget(policies.budget());
    }
}
