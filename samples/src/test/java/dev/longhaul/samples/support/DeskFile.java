package dev.longhaul.samples.support;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A desk's file as someone else sees it, who looks into it between the processes that use it. */
record DeskFile(Path path) {

    static DeskFile create(Path path) {
        DeskDatabase.create(path, List.of(Tickets.BILLING, Tickets.TECHNICAL), Tickets.knowledge())
                .close();
        return new DeskFile(path);
    }

    /** Opens the desk, as each process does, and closes it. */
    void use(Consumer<SupportDesk> use) {
        try (var database = DeskDatabase.open(path)) {
            use.accept(database.desk());
        }
    }

    /** One call in a process of its own. */
    String ask(Function<SupportDesk, String> call) {
        try (var database = DeskDatabase.open(path)) {
            return call.apply(database.desk());
        }
    }

    void run(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** All that can change in it, row by row. */
    List<String> content() {
        var content = new ArrayList<>(rows("select * from tickets order by place"));
        content.addAll(rows("select * from calls order by key"));
        return content;
    }

    private List<String> rows(String query) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row.toString());
            }
            return all;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
