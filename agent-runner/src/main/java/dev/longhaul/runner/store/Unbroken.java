package dev.longhaul.runner.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one session in order, unchanged, and none left out: each is the one that follows, has the hash that it must have, and the
 * last is the one that was written last. So nobody goes on from a journal, shows it or hands it out, that is not what was written.
 */
final class Unbroken extends AbstractSpliterator<EventRow> {

    /** What is wrong with an event there. */
    static final String BEHIND_END = "it stands behind the end of the journal, which was moved back";

    private final Database database;
    private final EventRows events;
    private final String sessionId;
    private final Spliterator<EventRow> rows;
    private long seq;
    private @Nullable String hash;

    private Unbroken(Database database, EventRows events, String sessionId, long afterSeq) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.database = database;
        this.events = events;
        this.sessionId = sessionId;
        this.rows = rowsBehind(afterSeq).spliterator();
        this.seq = afterSeq;
        this.hash = afterSeq == 0 ? HashChain.ORIGIN : null;
    }

    /**
     * Behind {@code afterSeq}, which is 0 or an event.
     *
     * @throws DamagedJournalException from the stream, when it comes to a place where one is missing
     */
    static Stream<EventRow> stream(Database database, EventRows events, String sessionId, long afterSeq) {
        return StreamSupport.stream(new Unbroken(database, events, sessionId, afterSeq), false);
    }

    private Stream<EventRow> rowsBehind(long afterSeq) {
        return EventPages.stream(database, events, sessionId, afterSeq);
    }

    @Override
    public boolean tryAdvance(Consumer<? super EventRow> action) {
        boolean more = rows.tryAdvance(row -> {
            requireNext(row);
            action.accept(row);
        });
        if (!more) {
            requireEnd();
        }
        return more;
    }

    private void requireNext(EventRow row) {
        seq++;
        if (row.seq() != seq) {
            throw damaged(seq, "it is missing; event " + row.seq() + " follows");
        }
        if (hash != null && !row.prev().equals(hash)) {
            throw damaged(seq, "it does not follow the event before it: that one, or this, was replaced");
        }
        hash = HashChain.link(row.prev(), sessionId, seq, row.at(), row.type(), row.payloadHash());
        if (!row.hash().equals(hash)) {
            throw damaged(seq, "it was changed: its hash is another");
        }
    }

    /**
     * The end is read after the rows. What was appended since then is no damage, nor is a session that was deleted meanwhile, or whose
     * id was used again.
     */
    private void requireEnd() {
        var end = end();
        if (end.isEmpty()) {
            return;
        }
        long last = end.get().lastSeq();
        if (last == seq && hash != null && !hash.equals(end.get().lastHash())) {
            throw damaged(seq, "it is not the last event that was written");
        }
        if (last < seq) {
            requireNoneBehindEnd();
        }
        if (last > seq
                && rowsBehind(seq).findFirst().isEmpty()
                && end().filter(row -> row.lastSeq() >= last).isPresent()) {
            throw damaged(seq + 1, "it is missing, and so is all behind it up to " + last);
        }
    }

    private void requireNoneBehindEnd() {
        try (var connection = database.reader()) {
            var behind = new SessionRows(database.dialect()).firstBehindEnd(connection, sessionId);
            if (behind.isPresent()) {
                throw damaged(behind.getAsLong(), BEHIND_END);
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private Optional<SessionRow> end() {
        try (var connection = database.reader()) {
            return new SessionRows(database.dialect()).find(connection, sessionId);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private DamagedJournalException damaged(long at, String what) {
        return new DamagedJournalException(sessionId, at, what);
    }
}
