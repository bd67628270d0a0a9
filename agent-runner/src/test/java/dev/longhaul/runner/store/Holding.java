package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;

import dev.longhaul.runner.ThisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A process that takes a session, writes an event, says so, and holds on until it is told to go on. */
final class Holding {

    private Holding() {}

    public static void main(String[] arguments) throws IOException {
        var store = SessionStore.open(AgentHome.at(Path.of(arguments[0])));
        var lease = store.acquire("s", new ThisProcess().holder(InstantSource.system()));
        store.append(lease, List.of(said(1, "first")));
        System.out.println("held");
        System.in.read();
        store.append(lease, List.of(said(2, "second")));
        store.close();
    }
}
