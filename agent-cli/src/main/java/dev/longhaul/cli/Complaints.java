package dev.longhaul.cli;

import dev.longhaul.session.JournalConflictException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.NoSuchElementException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One clear line for each error; the stack only for those who ask. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        var command = e.getCommandLine();
        var out = command.getErr();
        out.println(
                "agent: " + firstLine(e) + "; see ./" + command.getCommandSpec().qualifiedName() + " --help");
        CommandLine.UnmatchedArgumentException.printSuggestions(e, out);
        out.flush();
        if (List.of(arguments).contains("--json")) {
            result(command, ExitCode.USAGE, e);
        }
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        var out = command.getErr();
        out.println("agent: " + firstLine(e));
        if (command.getParseResult().hasMatchedOption("--debug")) {
            e.printStackTrace(new PrintWriter(out, true));
        }
        out.flush();
        boolean usersToMend = e instanceof IllegalArgumentException
                || e instanceof JournalConflictException
                || e instanceof NoSuchElementException;
        int exit = usersToMend ? ExitCode.USAGE : ExitCode.FAILED;
        if (command.getParseResult().hasMatchedOption("--json")) {
            result(command, exit, e);
        }
        return exit;
    }

    /** Whoever asked for the result of a session as an object gets one, whatever came in between. */
    private static void result(CommandLine command, int exit, Exception e) {
        var refused = new RefusedRun(command.getCommandSpec());
        if (refused.runsSessions()) {
            command.getOut().println(refused.line(exit, firstLine(e)));
            command.getOut().flush();
        }
    }

    /** The file system's own messages are the path alone. */
    private static String message(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> "no right to read or write " + denied.getFile();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    private static String firstLine(Exception e) {
        var message = message(e);
        var line = message.lines().findFirst().orElse(message);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
