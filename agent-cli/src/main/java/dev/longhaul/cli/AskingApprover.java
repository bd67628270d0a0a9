package dev.longhaul.cli;

import dev.longhaul.model.Json;
import dev.longhaul.tool.ApprovalAnswer;
import dev.longhaul.tool.ApprovalRequest;
import dev.longhaul.tool.Approver;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks the person at the terminal. Shows the whole call first: nobody should agree to what was cut. Thread-safe: one question
 * at a time.
 */
final class AskingApprover implements Approver {

    private final Keyboard keyboard;
    private final PrintStream screen;
    private final Ink ink;
    private final String who;
    private final ReentrantLock turn = new ReentrantLock();
    private final Set<String> always = new HashSet<>();

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
            return always.contains(request.call().name()) ? yes() : ask(request);
        } finally {
            turn.unlock();
        }
    }

    private Optional<ApprovalAnswer> ask(ApprovalRequest request) throws InterruptedException {
        var tool = request.call().name();
        show(request);
        keyboard.forgetTyped();
        while (true) {
            screen.print(
                    ink.strong("     run it? [y]es, [n]o, [a]lways " + Ink.harmless(tool) + ", Enter for later: "));
            screen.flush();
            var line = keyboard.line();
            if (line.isEmpty() || line.get().isBlank()) {
                screen.println();
                return Optional.empty();
            }
            var words = line.get().strip().split("\\s+", 2);
            switch (words[0].toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return yes();
                }
                case "a", "always" -> {
                    always.add(tool);
                    return yes();
                }
                case "n", "no" -> {
                    return Optional.of(ApprovalAnswer.no(words.length > 1 ? words[1] : "", who));
                }
                default -> screen.println(ink.quiet(help(tool)));
            }
        }
    }

    private static String help(String tool) {
        return "     y: it runs; n: it does not, and words behind it tell the model why; a: it runs, and every later call of "
                + Ink.harmless(tool) + " in this process; Enter: decide later, the session waits";
    }

    private Optional<ApprovalAnswer> yes() {
        return Optional.of(ApprovalAnswer.yes(who));
    }

    private void show(ApprovalRequest request) {
        screen.println();
        screen.println(ink.strong("     " + Ink.harmless(request.call().name()) + " wants to run")
                + (request.why().isBlank() ? "" : ink.quiet(" (" + Ink.harmless(request.why()) + ")")));
        arguments(request.call().input());
    }

    private void arguments(Json input) {
        try {
            input.tree()
                    .properties()
                    .forEach(member -> argument(
                            member.getKey(),
                            member.getValue().isTextual()
                                    ? member.getValue().asText()
                                    : member.getValue().toString()));
        } catch (IllegalArgumentException e) {
            argument("input", input.text());
        }
    }

    private void argument(String name, String value) {
        var lines = Ink.harmless(value).split("\n", -1);
        if (lines.length == 1) {
            screen.println("       " + Ink.harmless(name) + ": " + lines[0]);
            return;
        }
        screen.println("       " + Ink.harmless(name) + ":");
        for (var line : lines) {
            screen.println("         | " + line);
        }
    }
}
