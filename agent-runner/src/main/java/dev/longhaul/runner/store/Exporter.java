package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a journal as lines of JSON, each with what is needed to check it without Longhaul. */
final class Exporter {

    private final Database database;
    private final EventRows events;

    Exporter(Database database, EventRows events) {
        this.database = database;
        this.events = events;
    }

    /** Gives how many lines were written. */
    long export(String sessionId, Appendable out) throws IOException {
        long lines = 0;
        var rows = Unbroken.stream(database, events, sessionId, 0).iterator();
        while (rows.hasNext()) {
            out.append(line(sessionId, rows.next())).append('\n');
            lines++;
        }
        return lines;
    }

    /** The payload is put in as it is, for its hash is that of these bytes. Nothing else here needs escaping. */
    private String line(String sessionId, EventRow row) throws IOException {
        var payload = new String(events.payload(sessionId, row), StandardCharsets.UTF_8);
        return "{\"session\":\"%s\",\"seq\":%d,\"at\":\"%s\",\"type\":\"%s\",\"prev\":\"%s\",\"hash\":\"%s\",\"payload\":%s}"
                .formatted(sessionId, row.seq(), row.at(), row.type(), row.prev(), row.hash(), payload);
    }
}
