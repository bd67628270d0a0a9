package dev.longhaul.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command speaks and what surrounds it.
 *
 * @param in what a person types
 * @param out results
 * @param err complaints, and progress where {@code out} belongs to a result
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {

    /** This process's own. */
    public static Terminal system() {
        return new Terminal(
                System.in,
                new PrintStream(
                        new UntilNobodyReads(
                                new java.io.FileOutputStream(java.io.FileDescriptor.out),
                                UntilNobodyReads::isStandardOutputPiped),
                        true,
                        StandardCharsets.UTF_8),
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.getenv());
    }

    /** Where progress goes: to people, and never into a JSON result. */
    public PrintStream screen(boolean json) {
        return json ? err : out;
    }

    /**
     * Whether somebody sits there who can be asked. Java 21 cannot tell; the {@code agent} script can, and says so in
     * {@code AGENT_TERMINAL} for what is written and {@code AGENT_KEYBOARD} for what is read.
     */
    boolean canAsk() {
        return environment.containsKey("AGENT_TERMINAL") && environment.containsKey("AGENT_KEYBOARD");
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }
}
