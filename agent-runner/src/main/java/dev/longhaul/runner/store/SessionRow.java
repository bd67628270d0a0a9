package dev.longhaul.runner.store;

import dev.longhaul.session.Holder;
import dev.longhaul.session.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the table of sessions says of one.
 *
 * @param lease the latest; null if it was given back
 * @param instance which opening of the store holds it; empty if none does
 * @param heldUntil in ms since 1970, where leases expire
 * @param lastSeq 0 if nothing is recorded
 */
record SessionRow(long epoch, @Nullable Lease lease, String instance, long heldUntil, long lastSeq, String lastHash) {

    static final String COLUMNS = "id, epoch, host, pid, since, instance, held_until, last_seq, last_hash";

    static SessionRow of(ResultSet row) throws SQLException {
        var instance = row.getString("instance");
        return new SessionRow(
                row.getLong("epoch"),
                instance == null ? null : lease(row),
                instance == null ? "" : instance,
                row.getLong("held_until"),
                row.getLong("last_seq"),
                row.getString("last_hash"));
    }

    private static Lease lease(ResultSet row) throws SQLException {
        var holder = new Holder(row.getString("host"), row.getLong("pid"), Instant.parse(row.getString("since")));
        return new Lease(row.getString("id"), row.getLong("epoch"), holder);
    }
}
