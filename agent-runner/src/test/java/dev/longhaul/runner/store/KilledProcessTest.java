package dev.longhaul.runner.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of appends: whatever was acknowledged is there, and nothing is half there. */
class KilledProcessTest {

    @TempDir
    Path folder;

    @Seeded(5)
    void all_that_was_acknowledged_is_there_and_every_journal_is_sound(long seed) throws Exception {
        var acknowledged = killedAfter(new Random(seed).nextInt(150), seed);
        try (var store = SessionStore.open(AgentHome.at(folder))) {
            for (int session = 0; session < Appending.SESSIONS; session++) {
                var id = "s" + session;
                var journal = store.read(id);
                assertThat((long) journal.size()).isGreaterThanOrEqualTo(acknowledged.getOrDefault(session, 0L));
                for (var entry : journal) {
                    assertThat(entry).isEqualTo(Appending.event(entry.seq(), session));
                }
                if (!journal.isEmpty()) {
                    assertThat(store.verify(id)).isInstanceOf(Verification.Sound.class);
                }
                // A dead process holds nothing: its sessions can be gone on with at once.
                Journals.write(store, id, List.of(Appending.event(journal.size() + 1L, session)));
            }
        }
    }

    /** The last event acknowledged, by session. */
    private Map<Integer, Long> killedAfter(int lines, long seed) throws IOException, InterruptedException {
        var acknowledged = new HashMap<Integer, Long>();
        try (var child = Child.running(Appending.class, folder.toString(), Long.toString(seed))) {
            for (int i = 0; i <= lines; i++) {
                note(child.line(), acknowledged);
            }
            child.kill();
            for (var line = child.line(); line != null; line = child.line()) {
                note(line, acknowledged);
            }
        }
        assertThat(acknowledged).isNotEmpty();
        return acknowledged;
    }

    private static void note(String line, Map<Integer, Long> acknowledged) {
        var words = line.split(" ", -1);
        // The last line may be cut off by the kill; a number cut short only asks for less.
        if (words.length == 2 && !words[1].isEmpty()) {
            acknowledged.merge(Integer.valueOf(words[0]), Long.valueOf(words[1]), Math::max);
        }
    }
}
