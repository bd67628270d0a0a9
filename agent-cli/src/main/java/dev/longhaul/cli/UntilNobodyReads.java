package dev.longhaul.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Standard output for {@code ... | head}: who has read enough has all there was to have, and no error is made of it. */
final class UntilNobodyReads extends OutputStream {

    private final OutputStream out;
    private boolean gone;

    UntilNobodyReads(OutputStream out) {
        this.out = out;
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
            // What the system calls it; there is no other way to tell it from a full disk.
            if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
                throw e;
            }
            gone = true;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
