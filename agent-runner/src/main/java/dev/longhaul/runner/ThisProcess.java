package dev.longhaul.runner;

import dev.longhaul.session.Holder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** How this process is named to others that want a session it runs. Immutable. */
public final class ThisProcess {

    private final String host = host();
    private final long pid = ProcessHandle.current().pid();

    /** This process, holding something from now on. */
    public Holder holder(InstantSource clock) {
        return new Holder(host, pid, clock.instant());
    }

    /** The kernel's word first: a look-up by name may take seconds where the network is not set up. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return nameByAddress();
        }
    }

    private static String nameByAddress() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }
}
