package dev.longhaul.cli;

import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the emulated Messages API until it is told to end. */
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        description =
                "Serve an emulated Messages API on this machine: it compacts, forgets, bills and fails like the real one.",
        footer = {
            "",
            "Try it:",
            "  ./agent emulator --port 8089",
            "  ./agent support --base-url http://127.0.0.1:8089 --queue samples/support/queue.json \\",
            "      --knowledge samples/support/knowledge.json --out /tmp/done.json",
            "What it billed: GET /emulator/ledger. What it was asked: GET /emulator/requests."
        })
final class EmulatorCommand implements Callable<Integer> {

    private static final int LAST_PORT = 65_535;

    private final Map<String, Supplier<Brain>> brains;
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8089",
            description = "The port on 127.0.0.1; 0 takes a free one (default ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--brain",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "Who answers; auto looks at the tools offered (default ${DEFAULT-VALUE}).")
    String brain = "auto";

    @Option(
            names = "--fault",
            paramLabel = "WHEN:WHAT",
            description = "Fail on purpose, like 3:529 or always:null-summary. Repeatable.")
    List<String> faults = new ArrayList<>();

    @Option(names = "--debug", description = "Show stack traces and the log.")
    boolean debug;

    EmulatorCommand(Map<String, Supplier<Brain>> brains, Terminal terminal) {
        this.brains = brains;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("--port " + port + ": give a number from 0 to " + LAST_PORT);
        }
        var supplier = brains.get(brain);
        if (supplier == null) {
            throw new IllegalArgumentException(
                    "--brain " + brain + " is not known: take one of " + String.join(", ", brains.keySet()));
        }
        try (var emulator = start(supplier.get())) {
            terminal.out()
                    .println(
                            "emulated Messages API on " + emulator.uri() + " (the model is SIMULATED; Ctrl-C ends it)");
            terminal.out().flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.COMPLETED;
    }

    private MessagesEmulator start(Brain who) throws IOException {
        try {
            return MessagesEmulator.builder()
                    .brain(who)
                    .port(port)
                    .faults(FaultPlan.parse(faults))
                    .start();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof BindException) {
                throw new IllegalArgumentException("port " + port + " is taken: choose another with --port, or 0", e);
            }
            throw e;
        }
    }
}
