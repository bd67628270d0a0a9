package dev.longhaul.runner.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.runner.Reading;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testkit.Seeded;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while sub-agents work: another process resumes their caller, and each goes on where it was. */
class KilledSubAgentsTest {

    @TempDir
    Path folder;

    @Seeded(3)
    void each_session_goes_on_and_no_page_that_is_on_record_is_turned_again(long seed) throws Exception {
        killedAfter(1 + new Random(seed).nextInt(ReadingUntilKilled.READERS * Reading.PAGES - 2));
        Set<String> again = ConcurrentHashMap.newKeySet();
        try (var store = SessionStore.open(AgentHome.at(folder))) {
            var recorded = finished(store);
            try (var runner = Reading.editor(ReadingUntilKilled.READERS, context -> again.add(context.idempotencyKey()))
                    .journal(store)
                    .build()) {
                assertThat(runner.resume("p").await()).isInstanceOf(Outcome.Completed.class);
            }
            assertThat(again).as("turned again").noneMatch(recorded::contains);
            assertThat(store.list()).hasSize(1 + ReadingUntilKilled.READERS);
            assertThat(finished(store)).hasSize(ReadingUntilKilled.READERS * Reading.PAGES);
            for (var session : store.list()) {
                assertThat(store.verify(session.id())).isInstanceOf(Verification.Sound.class);
            }
            checkWhoPays(store);
        }
    }

    private void killedAfter(int pages) throws Exception {
        try (var process = Child.running(ReadingUntilKilled.class, folder.toString())) {
            for (int page = 0; page < pages; page++) {
                assertThat(process.line()).isNotNull();
            }
            process.kill();
        }
    }

    /** The keys of the pages whose turning is on record. */
    private static Set<String> finished(SessionStore store) {
        var keys = new HashSet<String>();
        for (var session : readers(store)) {
            var pages = new HashMap<String, String>();
            store.read(session).forEach(entry -> {
                if (entry.event() instanceof SessionEvent.ToolStarted started) {
                    pages.put(started.call().id(), started.idempotencyKey());
                } else if (entry.event() instanceof SessionEvent.ToolFinished done) {
                    keys.add(pages.get(done.result().callId()));
                }
            });
        }
        return keys;
    }

    private static List<String> readers(SessionStore store) {
        return store.list().stream()
                .map(SessionSummary::id)
                .filter(id -> !id.equals("p"))
                .toList();
    }

    private static void checkWhoPays(SessionStore store) {
        long calls = readers(store).stream()
                .mapToLong(id -> SessionState.of(store.read(id)).ledger().modelCalls())
                .sum();
        var caller = SessionState.of(store.read("p"));
        assertThat(caller.ledger().modelCalls()).isGreaterThan((int) calls);
        assertThat(caller.children()).isEmpty();
    }
}
