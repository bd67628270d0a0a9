package dev.longhaul.samples.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A desk that outlives its process: the queue, the articles and what was done, in a database file. What is kept is on the disk
 * when it is acknowledged, the key of the call that did it in the same transaction. Used by one desk at a time.
 */
public final class DeskDatabase implements DeskKeeper, AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final Connection connection;

    private DeskDatabase(Path file) {
        this.file = file;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            run("pragma journal_mode = wal");
            run("pragma synchronous = full");
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /**
     * A new one, with a copy of queue and articles: whoever goes on with the session works on what it began with.
     *
     * @throws SampleInputException if the file is there already, or cannot be written
     */
    public static DeskDatabase create(Path file, List<Ticket> queue, Knowledge knowledge) {
        if (Files.exists(file)) {
            throw new SampleInputException("there is a desk already, " + file
                    + ": give the new session another --session id, or delete the one that has it");
        }
        var database = new DeskDatabase(file);
        try {
            database.fill(queue, knowledge);
            return database;
        } catch (SQLException | JsonProcessingException e) {
            database.discard();
            throw database.refused(e);
        }
    }

    /**
     * The one that a session began with.
     *
     * @throws SampleInputException if it is not there, or cannot be read
     */
    public static DeskDatabase open(Path file) {
        if (!Files.exists(file)) {
            throw new SampleInputException(
                    "the desk of this session is gone, " + file + ": restore the file, or start a new session");
        }
        return new DeskDatabase(file);
    }

    private void fill(List<Ticket> queue, Knowledge knowledge) throws SQLException, JsonProcessingException {
        connection.setAutoCommit(false);
        run("create table tickets (place integer primary key, ticket text not null)");
        run("create table articles (place integer primary key, category text not null, article text)");
        run("create table works (id text primary key, place integer not null, work text not null)");
        for (var ticket : queue) {
            insert("insert into tickets (ticket) values (?)", MAPPER.writeValueAsString(ticket));
        }
        for (var category : knowledge.articles().entrySet()) {
            // A category without articles is known all the same.
            insert("insert into articles (category, article) values (?, null)", category.getKey());
            for (var article : category.getValue()) {
                insert("insert into articles (category, article) values (?, ?)", category.getKey(), article.text());
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** The desk as it was left. */
    public SupportDesk desk(DeskKeeper... more) {
        try {
            var keepers = new ArrayList<DeskKeeper>(List.of(this));
            keepers.addAll(List.of(more));
            return new SupportDesk(
                    read("select ticket from tickets order by place", row -> parse(row, Ticket.class)),
                    knowledge(),
                    read("select work from works order by place", row -> parse(row, TicketWork.class)),
                    keepers);
        } catch (SQLException | JsonProcessingException e) {
            throw refused(e);
        }
    }

    private Knowledge knowledge() throws SQLException, JsonProcessingException {
        var articles = new LinkedHashMap<String, List<Article>>();
        read("select category, article from articles order by place", row -> {
            var some = articles.computeIfAbsent(row.getString(1), category -> new ArrayList<>());
            var text = row.getString(2);
            return text != null && some.add(new Article(text));
        });
        return new Knowledge(articles);
    }

    @Override
    public void keep(TicketWork changed, List<TicketWork> all) throws IOException {
        try {
            insert("""
                    insert into works (id, place, work) values (?, (select count(*) from works), ?)
                    on conflict (id) do update set work = excluded.work""", changed.id(), MAPPER.writeValueAsString(changed));
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Row<T> {
        T of(ResultSet row) throws SQLException, JsonProcessingException;
    }

    private <T> List<T> read(String query, Row<T> reader) throws SQLException, JsonProcessingException {
        try (var select = connection.prepareStatement(query);
                var rows = select.executeQuery()) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reader.of(rows));
            }
            return all;
        }
    }

    private static <T> T parse(ResultSet row, Class<T> type) throws SQLException, JsonProcessingException {
        return MAPPER.readValue(row.getString(1), type);
    }

    private void insert(String statement, String... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                insert.setString(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }

    private void run(String statement) throws SQLException {
        try (var all = connection.createStatement()) {
            all.execute(statement);
        }
    }

    private SampleInputException refused(Exception e) {
        return new SampleInputException("the desk " + file + " cannot be used: " + e.getMessage(), e);
    }

    /** Closes it and removes it: the session it was for did not begin. */
    public void discard() {
        close();
        for (var suffix : List.of("", "-wal", "-shm")) {
            try {
                Files.deleteIfExists(Path.of(file + suffix));
            } catch (IOException e) {
                throw refused(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw refused(e);
        }
    }
}
