package dev.longhaul.cli;

import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Raise;
import dev.longhaul.runner.Sessions;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.SessionState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes what a session may spend. */
@Command(
        name = "raise",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Change what a session may spend: +N adds to a limit, N sets it, none takes it off. A session that stopped"
                        + " for want of it can be resumed then.",
        footer = {
            "",
            "Try it:",
            "  ./agent demo --budget-total-tokens 60000 --session one",
            "  ./agent raise one --budget-total-tokens +200000 && ./agent resume one"
        })
final class RaiseCommand extends IdCommand {

    @Option(names = "--budget-total-tokens", paramLabel = "[+]N|none", description = "The most context tokens.")
    private @Nullable String totalTokens;

    @Option(names = "--budget-billed-tokens", paramLabel = "[+]N|none", description = "The most billed tokens.")
    private @Nullable String billedTokens;

    @Option(names = "--budget-usd", paramLabel = "[+]USD|none", description = "The most dollars.")
    private @Nullable String usd;

    @Option(names = "--budget-time", paramLabel = "[+]DURATION|none", description = "The most time that it runs.")
    private @Nullable String time;

    @Option(names = "--max-compactions", paramLabel = "[+]N|none", description = "The most compactions.")
    private @Nullable String compactions;

    RaiseCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(SessionStore store, String session) {
        var raise = raise();
        if (raise.steps().isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to raise: give --budget-total-tokens +100000, or another limit");
        }
        var done = sessions(store).raise(session, raise, me());
        int code = told(done, "raised", goOn(store, session));
        var lastEvent = store.find(session).orElseThrow().updated();
        warn(sessions(store).state(session), lastEvent, raise, done);
        return code;
    }

    /** A limit below what is spent ends a session, and that is not what most people mean by raising it. */
    private void warn(SessionState state, Instant now, Raise raise, Sessions.Done done) {
        var budget = done == Sessions.Done.NOW ? state.budget() : raise.applyTo(state.budget());
        var report = state.report(now);
        budget.uses(report.ledger(), report.elapsed()).stream()
                .filter(use -> use.left() == 0)
                .forEach(use -> out().println("mind: " + use.words() + "; the session ends with that "
                        + (done == Sessions.Done.NOW ? "when it is resumed" : "now")));
    }

    private Raise raise() {
        return Stream.of(
                        step(Limit.TOTAL_TOKENS, "--budget-total-tokens", totalTokens, PlainValues::whole),
                        step(Limit.BILLED_TOKENS, "--budget-billed-tokens", billedTokens, PlainValues::whole),
                        step(Limit.USD, "--budget-usd", usd, text -> Money.parse(text)
                                .pico()),
                        step(Limit.WALL_CLOCK, "--budget-time", time, text -> new DurationConverter()
                                .convert(text)
                                .toMillis()),
                        step(Limit.COMPACTIONS, "--max-compactions", compactions, PlainValues::whole))
                .flatMap(Optional::stream)
                .reduce(new Raise(List.of()), Raise::and);
    }

    private static Optional<Raise> step(
            Limit limit, String option, @Nullable String value, ToLongFunction<String> reader) {
        return value == null
                ? Optional.empty()
                : Optional.of(Given.to(option, value, () -> step(limit, value, reader)));
    }

    private static Raise step(Limit limit, String value, ToLongFunction<String> reader) {
        if (value.equalsIgnoreCase("none")) {
            return Raise.lift(limit);
        }
        return value.startsWith("+")
                ? Raise.by(limit, reader.applyAsLong(value.substring(1)))
                : Raise.to(limit, reader.applyAsLong(value));
    }
}
