package dev.longhaul.samples.support;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;

/** The tables of a desk, and what does not change in them while it works: the articles and the words for categories. */
record DeskTables(DeskConnection connection) {

    private static final int VERSION = 1;

    private static final List<String> NAMES = List.of("tickets", "calls", "categories", "articles");

    private static final List<String> SCRIPT = List.of("""
            create table tickets (
              place integer primary key,
              id text not null unique,
              customer_name text not null, customer_email text not null,
              subject text not null, description text not null, chosen_category text not null,
              category text, priority text, team text, response text,
              handed_out_by text, completions integer not null default 0)""", """
            create index waiting on tickets (place) where handed_out_by is null and completions = 0""", """
            create table calls (key text primary key, asked text not null, answer text not null) without rowid""", """
            create table categories (place integer primary key, name text not null unique)""", """
            create table articles (place integer primary key, category text not null, text text not null)""", "pragma user_version = " + VERSION);

    /** Makes the tables, in place of those that are there, with a copy of queue and articles. */
    void fill(List<Ticket> queue, Knowledge knowledge) throws SQLException {
        for (var table : NAMES) {
            connection.run("drop table if exists " + table);
        }
        for (var sql : SCRIPT) {
            connection.run(sql);
        }
        for (var ticket : queue) {
            new TicketRows(connection).add(ticket);
        }
        for (var category : knowledge.articles().entrySet()) {
            connection.run("insert into categories (name) values (?)", category.getKey());
            for (var article : category.getValue()) {
                connection.run(
                        "insert into articles (category, text) values (?, ?)", category.getKey(), article.text());
            }
        }
    }

    /** Whether the tables are there, of the version that this program makes. */
    boolean areKnown() throws SQLException {
        return connection.read("pragma user_version", row -> row.getInt(1)).equals(List.of(VERSION));
    }

    boolean areMissing() throws SQLException {
        return connection
                .read("select 1 from sqlite_master limit 1", row -> true)
                .isEmpty();
    }

    Knowledge knowledge() throws SQLException {
        var articles = new LinkedHashMap<String, List<Article>>();
        for (var name : connection.read("select name from categories order by place", row -> row.getString(1))) {
            articles.put(
                    name,
                    connection.read(
                            "select text from articles where category = ? order by place",
                            row -> new Article(row.getString(1)),
                            name));
        }
        return new Knowledge(articles);
    }

    /** Those of the articles, then those that only customers chose. */
    Choice categories() throws SQLException {
        return new Choice("category", connection.read("""
                select name from (
                  select name, 0 as of_a_ticket, place from categories
                  union all
                  select chosen_category, 1, min(place) from tickets
                  where chosen_category not in (select name from categories) and chosen_category <> ''
                  group by chosen_category)
                order by of_a_ticket, place""", row -> row.getString(1)));
    }
}
