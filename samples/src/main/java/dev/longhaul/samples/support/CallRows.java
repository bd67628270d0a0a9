package dev.longhaul.samples.support;

import java.sql.SQLException;

/** The calls the desk has answered, by their keys. */
record CallRows(DeskConnection connection) {

    private record Known(String asked, String answer) {}

    /**
     * Answers a call: the first time by doing what it asks, and when its key comes again as it was answered then. For use
     * within a transaction, so that the key is there exactly if what was asked is done.
     *
     * @param asked the call in words, to tell that the key is its own
     * @throws IllegalStateException if the key came before with another call
     */
    String once(String key, String asked, DeskConnection.Work<String> work) throws SQLException {
        var known = connection.read(
                "select asked, answer from calls where key = ?",
                row -> new Known(row.getString(1), row.getString(2)),
                key);
        if (known.isEmpty()) {
            var answer = work.done();
            connection.run("insert into calls (key, asked, answer) values (?, ?, ?)", key, asked, answer);
            return answer;
        }
        if (!known.getFirst().asked().equals(asked)) {
            throw new IllegalStateException("the key " + key + " came before with another call, \""
                    + known.getFirst().asked()
                    + "\": desk and journal are not of one time; restore both from the same copy");
        }
        return known.getFirst().answer();
    }

    boolean isEmpty() throws SQLException {
        return connection.read("select 1 from calls limit 1", row -> true).isEmpty();
    }
}
