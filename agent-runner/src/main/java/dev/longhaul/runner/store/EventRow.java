package dev.longhaul.runner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the table of events says of one.
 *
 * @param payload null if it is a file
 * @param prev the hash of the event before it
 * @param hash its own
 */
@SuppressWarnings("ArrayRecordComponent") // Read and forgotten; nobody compares two.
record EventRow(
        long seq, String at, String type, byte @Nullable [] payload, String payloadHash, String prev, String hash) {

    private static final int OVERHEAD = 500;

    static final String COLUMNS = "seq, at, type, payload, payload_hash, prev, hash";

    static EventRow of(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getBytes(4),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }

    /** About how many bytes it takes up. */
    int size() {
        return OVERHEAD + (payload == null ? 0 : payload.length);
    }
}
