package dev.longhaul.runner.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes files that no event needs any more. Thread-safe, across processes too.
 *
 * <p>Their names are noted in the transaction that takes the events out, and the files go in a later one of its own: so no file
 * goes before the last event that named it is gone for good, and a crash leaves a note, not an orphan. Files are written and
 * removed under the database's write lock only, so none goes while somebody relies on having found it.
 */
final class Garbage {

    private final GroupCommitter committer;
    private final BlobFolder blobs;

    Garbage(GroupCommitter committer, BlobFolder blobs) {
        this.committer = committer;
        this.blobs = blobs;
    }

    /** Notes the files of a session that is being deleted. */
    void note(Connection connection, String sessionId) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into agent_garbage (payload_hash)
                select distinct payload_hash from agent_events where session = ? and payload is null
                on conflict (payload_hash) do nothing""")) {
            insert.setString(1, sessionId);
            insert.executeUpdate();
        }
    }

    /** Removes the files that were noted and are not needed. Gives how many notes were worked off. */
    int collect() {
        return committer.runAlone(connection -> {
            var noted = noted(connection);
            for (var hash : noted) {
                removeUnlessNeeded(connection, hash);
            }
            try (var delete = connection.createStatement()) {
                return delete.executeUpdate("delete from agent_garbage");
            }
        });
    }

    private static List<String> noted(Connection connection) throws SQLException {
        try (var select = connection.createStatement();
                var rows = select.executeQuery("select payload_hash from agent_garbage")) {
            var noted = new ArrayList<String>();
            while (rows.next()) {
                noted.add(rows.getString(1));
            }
            return noted;
        }
    }

    private boolean removeUnlessNeeded(Connection connection, String hash) throws SQLException, IOException {
        try (var select = connection.prepareStatement(
                "select 1 from agent_events where payload_hash = ? and payload is null limit 1")) {
            select.setString(1, hash);
            try (var needed = select.executeQuery()) {
                if (needed.next()) {
                    return false;
                }
            }
        }
        blobs.delete(hash);
        return true;
    }

    /**
     * Removes files that no event names and no note either: a process died after writing one and before its event was
     * durable. Gives how many.
     */
    int sweep() {
        collect();
        int removed = committer.runAlone(connection -> blobs.removeUnfinished());
        for (var part : committer.runAlone(connection -> blobs.parts())) {
            removed += committer.runAlone(connection -> sweep(connection, part));
        }
        return removed;
    }

    private int sweep(Connection connection, String part) throws SQLException, IOException {
        int removed = 0;
        for (var hash : blobs.hashesIn(part)) {
            if (removeUnlessNeeded(connection, hash)) {
                removed++;
            }
        }
        return removed;
    }
}
