package dev.longhaul.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tools that a LangChain4j {@link ToolProvider} brings, such as those of an MCP server, and how their calls are run.
 * Immutable.
 *
 * <p>Nothing is known of what a foreign tool does, so unless a policy says otherwise a call whose process died does not run
 * again and the model is told that its outcome is unknown ({@link Rerun#FAIL}). Tools whose provider says that they only read,
 * or that a repetition changes nothing ({@code readOnlyHint}, {@code idempotentHint} in their metadata), run again.
 */
public final class ProvidedTools {

    private final ToolProvider provider;
    private final @Nullable CallPolicy all;
    private final Map<String, CallPolicy> byName;

    private ProvidedTools(ToolProvider provider, @Nullable CallPolicy all, Map<String, CallPolicy> byName) {
        this.provider = provider;
        this.all = all;
        this.byName = byName;
    }

    /** All that {@code provider} brings. */
    public static ProvidedTools of(ToolProvider provider) {
        return new ProvidedTools(provider, null, Map.of());
    }

    /** Runs the calls of all tools that have no policy of their own like this. */
    public ProvidedTools policy(CallPolicy policy) {
        return new ProvidedTools(provider, policy, byName);
    }

    /** Runs the calls of one tool like this. */
    public ProvidedTools policy(String tool, CallPolicy policy) {
        var more = new LinkedHashMap<>(byName);
        more.put(tool, policy);
        return new ProvidedTools(provider, all, more);
    }

    /** The provider, if it wants to be closed when nobody needs its tools any more. */
    public Optional<AutoCloseable> closeable() {
        return provider instanceof AutoCloseable closeable ? Optional.of(closeable) : Optional.empty();
    }

    /**
     * Asks the provider what it has for a session, sorted by name: a provider's prompt cache wants one order.
     *
     * @param task what the session is to do; providers may choose by it
     * @throws ToolDefinitionException if a tool cannot be offered to a model, two have one name, or a policy is for one that
     *     is not there; names tool, provider and fix
     * @throws IllegalStateException if the provider cannot say
     */
    public List<Tool> list(String sessionId, String task) {
        var found = new TreeMap<String, Tool>();
        for (var tool : ask(sessionId, task)) {
            var name = tool.toolSpecification().name();
            if (found.put(name, tool(tool.toolSpecification(), tool.toolExecutor())) != null) {
                throw refuse(name, "comes twice", "let the provider rename one of them");
            }
        }
        byName.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refuse(name, "has a policy and is not there", "name one of " + found.keySet());
                });
        return List.copyOf(found.values());
    }

    private List<AiServiceTool> ask(String sessionId, String task) {
        try {
            var request = ToolProviderRequest.builder()
                    .invocationContext(
                            InvocationContext.builder().chatMemoryId(sessionId).build())
                    .userMessage(UserMessage.from(task))
                    .build();
            return provider.provideTools(request).aiServiceTools();
        } catch (RuntimeException e) {
            throw new IllegalStateException(this + " cannot say what tools it has: " + reason(e), e);
        }
    }

    private Tool tool(ToolSpecification tool, ToolExecutor executor) {
        try {
            return new ProvidedTool(ProvidedSpec.of(tool), executor, policyOf(tool));
        } catch (IllegalArgumentException e) {
            throw refuse(tool.name(), String.valueOf(e.getMessage()), "leave it out, or let the provider rename it", e);
        }
    }

    private CallPolicy policyOf(ToolSpecification tool) {
        var own = byName.getOrDefault(tool.name(), all);
        if (own != null) {
            return own;
        }
        boolean harmless = says(tool, "readOnlyHint") || says(tool, "idempotentHint");
        return CallPolicy.DEFAULT.rerun(harmless ? Rerun.RERUN : Rerun.FAIL);
    }

    private static boolean says(ToolSpecification tool, String hint) {
        return Boolean.TRUE.equals(tool.metadata().get(hint));
    }

    /**
     * The tools of several providers beside those an agent has.
     *
     * @throws ToolDefinitionException as {@link #list}, or if a name is taken; names tool, provider and fix
     */
    public static List<Tool> listAll(
            List<? extends Tool> taken, List<ProvidedTools> providers, String sessionId, String task) {
        var all = new ArrayList<Tool>(taken);
        for (var provider : providers) {
            for (var tool : provider.list(sessionId, task)) {
                var name = tool.spec().name();
                if (all.stream().anyMatch(other -> other.spec().name().equals(name))) {
                    throw provider.refuse(name, "has the name of another tool", "rename one of them");
                }
                all.add(tool);
            }
        }
        return all;
    }

    private ToolDefinitionException refuse(String tool, String problem, String fix) {
        return refuse(tool, problem, fix, null);
    }

    private ToolDefinitionException refuse(String tool, String problem, String fix, @Nullable Throwable cause) {
        return new ToolDefinitionException(
                "the tool \"" + tool + "\" of " + this + ": " + problem + ". Fix: " + fix + ".", cause);
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The provider's name in errors. */
    @Override
    public String toString() {
        var words = provider.toString();
        // A default name ends in a hash that says nothing.
        return "the tool provider " + (words.contains("@") ? provider.getClass().getSimpleName() : words);
    }
}
