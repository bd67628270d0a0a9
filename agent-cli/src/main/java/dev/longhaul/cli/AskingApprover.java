package dev.longhaul.cli;

import dev.longhaul.tool.ApprovalAnswer;
import dev.longhaul.tool.ApprovalRequest;
import dev.longhaul.tool.Approver;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Asks the person at the terminal. Shows the whole call first: nobody should agree to what was cut. Thread-safe: one question
 * at a time.
 */
final class AskingApprover implements Approver {

    private static final Pattern NO =
            Pattern.compile("no?(?:[\\s,:]+(?<why>.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Keyboard keyboard;
    private final PrintStream screen;
    private final Ink ink;
    private final String who;
    private final ReentrantLock turn = new ReentrantLock();
    private final Set<Kind> always = new HashSet<>();
    /** Those that were left for later: who said so is not asked once more by the same process. */
    private final Set<ApprovalRequest> later = new HashSet<>();

    /** @param who sits at the terminal, for the journal */
    AskingApprover(Keyboard keyboard, PrintStream screen, Ink ink, String who) {
        this.keyboard = keyboard;
        this.screen = screen;
        this.ink = ink;
        this.who = who;
    }

    @Override
    public Optional<ApprovalAnswer> answer(ApprovalRequest request) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            if (later.contains(request)) {
                return Optional.empty();
            }
            return always.contains(Kind.of(request)) ? yes() : ask(request);
        } finally {
            turn.unlock();
        }
    }

    /** Calls of one tool that are asked about for one reason: one that may have run already is asked about for another. */
    private record Kind(String tool, String why) {
        static Kind of(ApprovalRequest request) {
            return new Kind(request.call().name(), request.why());
        }
    }

    private Optional<ApprovalAnswer> ask(ApprovalRequest request) throws InterruptedException {
        var call = new WholeCall(request.call(), request.why());
        screen.println();
        screen.println(ink.strong("     " + call.name() + " wants to run") + ink.quiet(call.because()));
        call.arguments().forEach(screen::println);
        keyboard.forgetTyped();
        while (true) {
            screen.print(ink.strong("     run it? [y]es, [n]o, [a]lways " + call.name() + ", Enter for later: "));
            screen.flush();
            var line = keyboard.line().map(String::strip).orElse("");
            switch (line.toLowerCase(Locale.ROOT)) {
                case "" -> {
                    screen.println();
                    later.add(request);
                    return Optional.empty();
                }
                case "y", "yes" -> {
                    return yes();
                }
                case "a", "always" -> {
                    always.add(Kind.of(request));
                    return yes();
                }
                default -> {
                    var no = NO.matcher(line);
                    if (no.matches()) {
                        return Optional.of(ApprovalAnswer.no(Objects.requireNonNullElse(no.group("why"), ""), who));
                    }
                    screen.println(ink.quiet(help(call.name())));
                }
            }
        }
    }

    private static String help(String tool) {
        return "     y: it runs; n: it does not, and words behind it tell the model why; a: it runs, and every later call of "
                + tool
                + " that is asked about for this reason, in this process; Enter: decide later, the session waits";
    }

    private Optional<ApprovalAnswer> yes() {
        return Optional.of(ApprovalAnswer.yes(who));
    }
}
