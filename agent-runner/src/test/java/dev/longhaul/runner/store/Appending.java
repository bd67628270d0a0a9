package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.take;

import dev.longhaul.session.JournalEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;

/** A process whose sessions write as fast as they can until it is killed. It prints each event that was acknowledged. */
final class Appending {

    static final int SESSIONS = 4;

    private Appending() {}

    /** Every seventh event is large enough for a file; of these, sessions share some. */
    static JournalEntry event(long seq, int session) {
        var size = seq % 7 == 0 ? 70_000 + (int) (seq % 3) : (int) (seq % 500);
        return said(seq, "x".repeat(size) + (seq % 2 == 0 ? session : ""));
    }

    public static void main(String[] arguments) {
        var random = new Random(Long.parseLong(arguments[1]));
        var store = SessionStore.open(AgentHome.at(Path.of(arguments[0])));
        try (var threads = Executors.newFixedThreadPool(SESSIONS)) {
            for (int session = 0; session < SESSIONS; session++) {
                int me = session;
                long most = 1L + random.nextInt(3);
                threads.execute(() -> append(store, me, most));
            }
        }
    }

    private static void append(SessionStore store, int session, long most) {
        var lease = take(store, "s" + session);
        for (long seq = 1; ; seq += most) {
            var batch = new JournalEntry[(int) most];
            for (int i = 0; i < most; i++) {
                batch[i] = event(seq + i, session);
            }
            store.append(lease, List.of(batch));
            // One write, so that lines of several sessions do not run into each other.
            System.out.println(session + " " + (seq + most - 1));
        }
    }
}
