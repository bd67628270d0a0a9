package dev.longhaul.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Standard output for {@code ... | head}: who has read enough has all there was to have, and no error is made of it. */
final class UntilNobodyReads extends OutputStream {

    /** Where {@code stat} tells of what kind a file is. */
    private static final int KINDS = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final OutputStream out;
    private final BooleanSupplier isPipe;
    private boolean gone;

    /** @param isPipe whether a reader is at its other end, and no disk; asked when it cannot be written to */
    UntilNobodyReads(OutputStream out, BooleanSupplier isPipe) {
        this.out = out;
        this.isPipe = isPipe;
    }

    /** Whether this process's standard output is a pipe; false where the system does not tell. */
    static boolean isStandardOutputPiped() {
        try {
            int kind = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & KINDS;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (gone) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (!isBroken(e)) {
                throw e;
            }
            gone = true;
        }
    }

    /** Pipes have no other trouble. What the system calls it depends on its language, and counts where the system does not tell. */
    private boolean isBroken(IOException e) {
        return isPipe.getAsBoolean()
                || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
