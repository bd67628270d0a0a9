package dev.longhaul.runner.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements on the table of events, and the files beside it. */
final class EventRows {

    /** Rows that a driver that reads ahead may read ahead. */
    private static final int FETCH = 50;

    private final @Nullable BlobFolder blobs;

    /** @param blobs where large payloads are; null if they are in their rows too */
    EventRows(@Nullable BlobFolder blobs) {
        this.blobs = blobs;
    }

    /** Adds events behind the one whose hash is {@code previous}; gives the hash of the last. */
    String insert(Connection connection, String sessionId, List<StoredEvent> events, String previous)
            throws SQLException, IOException {
        try (var insert = connection.prepareStatement("""
                insert into agent_events (session, seq, at, type, payload, payload_hash, prev, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var prev = previous;
            for (var event : events) {
                var hash = HashChain.link(prev, sessionId, event.seq(), event.at(), event.type(), event.payloadHash());
                insert.setString(1, sessionId);
                insert.setLong(2, event.seq());
                insert.setString(3, event.at());
                insert.setString(4, event.type());
                if (blobs != null && event.payload().length > BlobFolder.LARGEST_IN_ROW) {
                    blobs.write(event.payloadHash(), event.payload());
                    insert.setNull(5, Types.BLOB);
                } else {
                    insert.setBytes(5, event.payload());
                }
                insert.setString(6, event.payloadHash());
                insert.setString(7, prev);
                insert.setString(8, hash);
                insert.executeUpdate();
                prev = hash;
            }
            return prev;
        }
    }

    /** Events behind {@code seq}, in order: at most {@code most}, and no more behind the one with which they pass {@code bytes}. */
    List<EventRow> after(Connection connection, String sessionId, long seq, int most, int bytes) throws SQLException {
        try (var select = connection.prepareStatement("select " + EventRow.COLUMNS
                + " from agent_events where session = ? and seq > ? order by seq limit " + most)) {
            select.setString(1, sessionId);
            select.setLong(2, seq);
            select.setFetchSize(FETCH);
            try (var rows = select.executeQuery()) {
                var page = new ArrayList<EventRow>();
                for (long size = 0; size < bytes && rows.next(); ) {
                    var row = EventRow.of(rows);
                    size += row.size();
                    page.add(row);
                }
                return page;
            }
        }
    }

    /**
     * The payload of an event, which is what was written.
     *
     * @throws DamagedJournalException if it is not; names the event, and the file if there is one
     */
    byte[] payload(String sessionId, EventRow row) throws IOException {
        var inRow = row.payload();
        var bytes = inRow != null ? inRow : file(sessionId, row);
        if (!HashChain.of(bytes).equals(row.payloadHash())) {
            throw new DamagedJournalException(
                    sessionId, row.seq(), "its payload" + where(row) + " was changed or torn");
        }
        return bytes;
    }

    private byte[] file(String sessionId, EventRow row) throws IOException {
        if (blobs == null) {
            throw new DamagedJournalException(sessionId, row.seq(), "it has no payload");
        }
        return blobs.read(sessionId, row.seq(), row.payloadHash());
    }

    private String where(EventRow row) {
        return row.payload() == null && blobs != null ? ", the file " + blobs.path(row.payloadHash()) + "," : "";
    }

    int delete(Connection connection, String sessionId) throws SQLException {
        try (var delete = connection.prepareStatement("delete from agent_events where session = ?")) {
            delete.setString(1, sessionId);
            return delete.executeUpdate();
        }
    }
}
