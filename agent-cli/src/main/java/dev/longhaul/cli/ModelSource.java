package dev.longhaul.cli;

import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.model.Model;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where replies come from: a server, or an emulator in this process that says so on every screen.
 *
 * @param description for people
 * @param baseUrl of a server of somebody else; null while the model is simulated
 * @param emulator to be closed in the end; null for a server of somebody else
 */
public record ModelSource(
        Model model,
        String description,
        @Nullable String baseUrl,
        @Nullable MessagesEmulator emulator) implements AutoCloseable {

    /** The model's name while it is simulated. */
    static final String SIMULATED = "simulated";

    /**
     * A server if the options or the environment name one or hold a key; else the emulator.
     *
     * @throws IllegalArgumentException if the base URL is none
     */
    public static ModelSource open(
            RunOptions options, Map<String, String> environment, Supplier<Brain> brain, FaultPlan faults) {
        requireModelName(options);
        boolean somewhere = options.baseUrl != null
                || options.baseUrlWas != null
                || !environment.getOrDefault("ANTHROPIC_API_KEY", "").isBlank()
                || !environment.getOrDefault("ANTHROPIC_BASE_URL", "").isBlank();
        return somewhere && !options.simulated ? server(options, environment) : emulator(options, brain, faults);
    }

    /** The emulator, unless the options name a server; keys in the environment are left alone. */
    public static ModelSource simulatedUnlessGiven(
            RunOptions options, Map<String, String> environment, Supplier<Brain> brain, FaultPlan faults) {
        requireModelName(options);
        return options.baseUrl != null ? server(options, environment) : emulator(options, brain, faults);
    }

    private static void requireModelName(RunOptions options) {
        if (options.model != null && options.model.isBlank()) {
            throw new IllegalArgumentException("--model is empty: name a model, or leave it out");
        }
    }

    private static ModelSource server(RunOptions options, Map<String, String> environment) {
        var config = ClaudeConfig.fromEnvironment(environment);
        if (options.baseUrl != null) {
            config = config.withBaseUrl(options.baseUrl);
        } else if (options.baseUrlWas != null
                && environment.getOrDefault("ANTHROPIC_BASE_URL", "").isBlank()) {
            config = config.withBaseUrl(options.baseUrlWas);
        }
        if (options.model != null) {
            config = config.withModel(options.model);
        }
        return new ModelSource(
                Claude.of(config),
                config.model() + " at " + config.baseUri(),
                config.baseUri().toString(),
                null);
    }

    private static ModelSource emulator(RunOptions options, Supplier<Brain> brain, FaultPlan faults) {
        // A session that is taken up again brings blocks that the emulator of another process handed out.
        var emulator = MessagesEmulator.builder()
                .brain(brain.get())
                .faults(faults)
                .signingKey(SIMULATED)
                .strictEcho(!options.isResumed())
                .start();
        URI uri = emulator.uri();
        var config = ClaudeConfig.at(uri.toString()).withModel(options.model == null ? SIMULATED : options.model);
        return new ModelSource(
                Claude.of(config),
                "SIMULATED model (emulator in this process; no key needed, nothing is billed)",
                null,
                emulator);
    }

    public boolean isSimulated() {
        return emulator != null;
    }

    @Override
    public void close() {
        if (emulator != null) {
            emulator.close();
        }
    }
}
