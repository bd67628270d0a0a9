package dev.longhaul.runner.store;

import dev.longhaul.session.Letter;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionPost;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Letters to sessions, in a table. Thread-safe. */
final class Letters implements SessionPost {

    private final Database database;
    private final GroupCommitter committer;
    private final SessionRows sessions;
    private final EventCodec codec;

    Letters(Database database, GroupCommitter committer, Redactor redactor) {
        this.database = database;
        this.committer = committer;
        this.sessions = new SessionRows(database.dialect());
        this.codec = new EventCodec(redactor);
    }

    @Override
    public long post(String sessionId, SessionEvent letter) {
        var payload = codec.encode(letter);
        return committer.run(connection -> post(connection, sessionId, payload));
    }

    /** The row's lock keeps letters in the order of their numbers. */
    private long post(Connection connection, String sessionId, byte[] payload) throws SQLException {
        if (sessions.lock(connection, sessionId)
                .filter(row -> row.lastSeq() > 0)
                .isEmpty()) {
            throw SessionStore.noSuchSession(sessionId);
        }
        long number = sessions.nextLetter(connection, sessionId);
        try (var insert =
                connection.prepareStatement("insert into agent_letters (session, number, payload) values (?, ?, ?)")) {
            insert.setString(1, sessionId);
            insert.setLong(2, number);
            insert.setBytes(3, payload);
            insert.executeUpdate();
        }
        return number;
    }

    @Override
    public List<Letter> letters(String sessionId, long after) {
        try (var connection = database.reader();
                var select = connection.prepareStatement(
                        "select number, payload from agent_letters where session = ? and number > ? order by number")) {
            select.setString(1, sessionId);
            select.setLong(2, after);
            try (var rows = select.executeQuery()) {
                var letters = new ArrayList<Letter>();
                while (rows.next()) {
                    letters.add(letter(sessionId, rows.getLong(1), rows.getBytes(2)));
                }
                return letters;
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private Letter letter(String sessionId, long number, byte @Nullable [] payload) {
        try {
            return new Letter(number, codec.decode(payload == null ? new byte[0] : payload));
        } catch (JournalFormatException e) {
            throw new UnreadableLetterException(sessionId, number, e);
        }
    }

    @Override
    public void forget(String sessionId, long upTo) {
        committer.run(connection -> delete(connection, sessionId, upTo));
    }

    /** Removes letters in a transaction of the caller. */
    static int delete(Connection connection, String sessionId, long upTo) throws SQLException {
        try (var delete = connection.prepareStatement("delete from agent_letters where session = ? and number <= ?")) {
            delete.setString(1, sessionId);
            delete.setLong(2, upTo);
            return delete.executeUpdate();
        }
    }
}
