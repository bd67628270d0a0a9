package dev.longhaul.runner.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rows of one session in order, a page at a time: between pages it holds no connection, so nothing has to be closed and a
 * slow reader is in nobody's way.
 */
final class EventPages extends AbstractSpliterator<EventRow> {

    /** Rows to a page, at most. */
    private static final int ROWS = 1_000;

    /** Bytes to a page, about; the row that passes them is its last. */
    private static final int BYTES = 1 << 20;

    private final Database database;
    private final EventRows rows;
    private final String sessionId;
    private final ArrayDeque<EventRow> page = new ArrayDeque<>();
    private long lastSeq;
    private boolean atEnd;

    private EventPages(Database database, EventRows rows, String sessionId, long afterSeq) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.database = database;
        this.rows = rows;
        this.sessionId = sessionId;
        this.lastSeq = afterSeq;
    }

    static Stream<EventRow> stream(Database database, EventRows rows, String sessionId, long afterSeq) {
        return StreamSupport.stream(new EventPages(database, rows, sessionId, afterSeq), false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super EventRow> action) {
        if (page.isEmpty() && !atEnd) {
            fetch();
        }
        var next = page.poll();
        if (next == null) {
            return false;
        }
        action.accept(next);
        return true;
    }

    private void fetch() {
        try (var connection = database.reader()) {
            page.addAll(rows.after(connection, sessionId, lastSeq, ROWS, BYTES));
        } catch (SQLException e) {
            throw database.failure(e);
        }
        atEnd = page.isEmpty();
        if (!atEnd) {
            lastSeq = page.getLast().seq();
        }
    }
}
