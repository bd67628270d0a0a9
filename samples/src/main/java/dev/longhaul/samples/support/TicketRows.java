package dev.longhaul.samples.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The tickets in the database, in the queue's order. */
record TicketRows(DeskConnection connection) {

    /** A ticket nobody has worked on. */
    void add(Ticket ticket) throws SQLException {
        connection.run(
                """
                insert into tickets (id, customer_name, customer_email, subject, description, chosen_category)
                values (?, ?, ?, ?, ?, ?)""",
                ticket.id(),
                ticket.customerName(),
                ticket.customerEmail(),
                ticket.subject(),
                ticket.description(),
                ticket.category());
    }

    Optional<DeskTicket> find(String id) throws SQLException {
        return first(connection.read("select * from tickets where id = ?", TicketRows::ticket, id));
    }

    /** The first that was neither handed out nor completed. The index holds those alone, so it costs the same in long queues. */
    Optional<DeskTicket> firstWaiting() throws SQLException {
        return first(connection.read("""
                select * from tickets where handed_out_by is null and completions = 0
                order by place limit 1""", TicketRows::ticket));
    }

    void save(TicketWork work) throws SQLException {
        connection.run(
                """
                update tickets set category = ?, priority = ?, team = ?, response = ?, handed_out_by = ?, completions = ?
                where id = ?""",
                work.category(),
                work.priority(),
                work.team(),
                work.response(),
                work.handedOutBy(),
                work.completions(),
                work.id());
    }

    List<TicketWork> completed() throws SQLException {
        return connection.read("select * from tickets where completions > 0 order by place", TicketRows::work);
    }

    List<String> notCompleted() throws SQLException {
        return connection.read("select id from tickets where completions = 0 order by place", row -> row.getString(1));
    }

    int count() throws SQLException {
        return connection
                .read("select count(*) from tickets", row -> row.getInt(1))
                .getFirst();
    }

    private static <T> Optional<T> first(List<T> some) {
        return some.stream().findFirst();
    }

    private static DeskTicket ticket(ResultSet row) throws SQLException {
        return new DeskTicket(
                new Ticket(
                        row.getString("id"),
                        row.getString("customer_name"),
                        row.getString("customer_email"),
                        row.getString("subject"),
                        row.getString("description"),
                        row.getString("chosen_category")),
                work(row));
    }

    private static TicketWork work(ResultSet row) throws SQLException {
        return new TicketWork(
                row.getString("id"),
                row.getString("category"),
                row.getString("priority"),
                row.getString("team"),
                row.getString("response"),
                row.getString("handed_out_by"),
                row.getInt("completions"));
    }
}
