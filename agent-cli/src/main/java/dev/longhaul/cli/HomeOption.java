package dev.longhaul.cli;

import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the sessions are that a command is about. Picocli fills the fields. */
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where sessions are kept (default $AGENT_HOME, or ~/.longhaul).")
    private @Nullable Path home;

    AgentHome home(Map<String, String> environment) {
        return home == null ? AgentHome.fromEnvironment(environment) : AgentHome.at(home);
    }

    /**
     * The sessions there are.
     *
     * @throws IllegalArgumentException if there is no such folder: who only asks makes none
     */
    SessionStore open(Map<String, String> environment) {
        return SessionStore.open(there(environment));
    }

    /** The same to read only, which can be had where nothing can be written. */
    SessionStore openToRead(Map<String, String> environment) {
        return SessionStore.openToRead(there(environment));
    }

    private AgentHome there(Map<String, String> environment) {
        var folder = home(environment);
        if (Files.exists(folder.folder()) && !Files.isDirectory(folder.folder())) {
            throw new IllegalArgumentException(
                    folder.folder() + " is a file and no folder with sessions: name another with --home");
        }
        if (!Files.isDirectory(folder.folder())) {
            throw new IllegalArgumentException("there are no sessions in " + folder.folder()
                    + ": run an agent first, or name another folder with --home");
        }
        return folder;
    }
}
