package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.START;
import static dev.longhaul.runner.store.Journals.ended;
import static dev.longhaul.runner.store.Journals.entry;
import static dev.longhaul.runner.store.Journals.replied;
import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.started;
import static dev.longhaul.runner.store.Journals.startedBy;
import static dev.longhaul.runner.store.Journals.take;
import static dev.longhaul.runner.store.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longhaul.session.Ending;
import dev.longhaul.session.JournalConflictException;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.Letter;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionHeldException;
import dev.longhaul.session.StaleLeaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What both stores promise beyond a journal and its leases: lists, deletion, export, and that tampering shows. */
interface StorePromises {

    /** An empty store; the same when called again. */
    SessionStore store();

    /** The same store, opened once more. */
    SessionStore another();

    /** Behind the store's back. */
    Connection database() throws SQLException;

    private void tamper(String sql) throws SQLException {
        try (var connection = database();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isEqualTo(1);
        }
    }

    private void damages(String sql, long seq, String what) throws SQLException {
        write(store(), "s", 5);
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
        tamper(sql);
        assertThat(store().verify("s")).isInstanceOfSatisfying(Verification.Damaged.class, damage -> {
            assertThat(damage.seq()).isEqualTo(seq);
            assertThat(damage.what()).contains(what);
        });
    }

    @Test
    default void a_list_shows_who_does_what_since_when_and_what_it_cost() {
        var lease = take(store(), "s");
        store().append(lease, List.of(entry(1, started("s", "Sort the mail."))));
        store().append(lease, List.of(entry(2, replied(100, 10)), entry(3, replied(200, 20))));
        assertThat(store().list()).singleElement().satisfies(session -> {
            assertThat(session.id()).isEqualTo("s");
            assertThat(session.model()).isEqualTo("model-1");
            assertThat(session.task()).isEqualTo("Sort the mail.");
            assertThat(session.created()).isEqualTo(START.plusSeconds(1));
            assertThat(session.updated()).isEqualTo(START.plusSeconds(3));
            assertThat(session.events()).isEqualTo(3);
            assertThat(session.outcome()).isEmpty();
            assertThat(session.reason()).isEmpty();
            assertThat(session.billedTokens()).isEqualTo(330);
            assertThat(session.holder()).contains(lease);
        });
    }

    @Test
    default void an_outcome_is_listed_until_the_session_goes_on() {
        write(store(), "s", List.of(entry(1, started("s", "t")), entry(2, ended(Ending.Kind.STOPPED, "deadline"))));
        assertThat(store().find("s")).hasValueSatisfying(session -> {
            assertThat(session.outcome()).contains(Ending.Kind.STOPPED);
            assertThat(session.reason()).isEqualTo("deadline");
            assertThat(session.holder()).isEmpty();
        });
        write(store(), "s", List.of(entry(3, replied(1, 1))));
        assertThat(store().find("s")).hasValueSatisfying(session -> {
            assertThat(session.outcome()).isEmpty();
            assertThat(session.reason()).isEmpty();
            assertThat(session.task()).isEqualTo("t");
        });
    }

    @Test
    default void the_session_written_last_is_listed_first_and_one_never_begun_is_not() {
        write(store(), "old", 1);
        write(store(), "new", 9);
        write(store(), "middle", 5);
        take(store(), "never-begun");
        assertThat(store().list()).extracting(SessionSummary::id).containsExactly("new", "middle", "old");
        assertThat(store().find("never-begun")).isEmpty();
        assertThat(store().find("unknown")).isEmpty();
    }

    @Test
    default void a_task_that_no_column_can_hold_is_listed_all_the_same() {
        write(store(), "s", List.of(entry(1, started("s", "a\u0000b\uD83D " + "x".repeat(5_000)))));
        assertThat(store().find("s"))
                .hasValueSatisfying(
                        session -> assertThat(session.task()).hasSize(1_000).startsWith("a\uFFFDb\uFFFD x"));
    }

    @Test
    default void a_deleted_session_is_gone_and_others_are_not() {
        write(store(), "s", 3);
        write(store(), "t", 2);
        store().delete("s");
        assertThat(store().read("s")).isEmpty();
        assertThat(store().list()).extracting(SessionSummary::id).containsExactly("t");
        assertThat(store().verify("t")).isInstanceOf(Verification.Sound.class);
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> store().delete("s"))
                .withMessageContaining("no session s");
    }

    private void writeFamily() {
        write(store(), "p", List.of(entry(1, started("p", "Lead."))));
        write(store(), "p.1", List.of(entry(1, startedBy("p.1", "p"))));
        write(store(), "p.1.1", List.of(entry(1, startedBy("p.1.1", "p.1"))));
        write(store(), "q", 1);
    }

    @Test
    default void lists_say_whose_sub_agent_a_session_is() {
        writeFamily();
        assertThat(store().find("p.1").orElseThrow().parent()).contains("p");
        assertThat(store().find("p").orElseThrow().parent()).isEmpty();
    }

    @Test
    default void a_deleted_session_takes_its_sub_agents_with_it() {
        writeFamily();
        store().delete("p");
        assertThat(store().list()).extracting(SessionSummary::id).containsExactly("q");
        assertThat(store().read("p.1.1")).isEmpty();
    }

    @Test
    default void a_sub_agent_is_not_deleted_as_long_as_its_caller_is_there() {
        writeFamily();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().delete("p.1.1"))
                .withMessageContaining("sub-agent of session p.1")
                .withMessageContaining("delete that one");
        assertThat(store().list()).hasSize(4);
    }

    @Test
    default void nothing_of_a_family_is_deleted_while_one_of_it_runs() {
        writeFamily();
        var lease = take(store(), "p.1.1");
        assertThatExceptionOfType(SessionHeldException.class).isThrownBy(() -> store().delete("p"));
        assertThat(store().list()).hasSize(4);
        store().release(lease);
    }

    @Test
    default void what_runs_is_not_deleted() {
        var lease = take(store(), "s");
        store().append(lease, List.of(said(1, "working")));
        assertThatExceptionOfType(SessionHeldException.class)
                .isThrownBy(() -> store().delete("s"))
                .withMessageContaining("process 1 on this-machine");
        assertThat(store().read("s")).hasSize(1);
    }

    @Test
    default void the_id_of_a_deleted_session_can_be_used_again_but_not_by_a_zombie_of_the_first() {
        var zombie = take(store(), "s");
        store().append(zombie, List.of(said(1, "first life")));
        store().release(zombie);
        store().delete("s");
        assertThatExceptionOfType(StaleLeaseException.class)
                .isThrownBy(() -> store().append(zombie, List.of(said(1, "undead"))));
        var second = take(store(), "s");
        assertThat(second.epoch()).isGreaterThan(zombie.epoch());
        store().append(second, List.of(said(1, "second life")));
        assertThatExceptionOfType(StaleLeaseException.class)
                .isThrownBy(() -> store().append(zombie, List.of(said(2, "undead"))));
        assertThat(store().read("s")).containsExactly(said(1, "second life"));
    }

    @Test
    default void an_export_can_be_checked_without_longhaul() throws Exception {
        write(store(), "s", List.of(entry(1, started("s", "Grüße\n\"quoted\"")), said(2, "x".repeat(100_000))));
        var out = new StringBuilder();
        assertThat(store().export("s", out)).isEqualTo(2);
        var previous = "0".repeat(64);
        for (var line : out.toString().lines().toList()) {
            var json = new JsonMapper().readTree(line);
            var payload = line.substring(line.indexOf("\"payload\":") + 10, line.length() - 1);
            var lines = String.join(
                    "\n",
                    previous,
                    json.get("session").textValue(),
                    json.get("seq").asText(),
                    json.get("at").textValue(),
                    json.get("type").textValue(),
                    sha256(payload));
            assertThat(json.get("prev").textValue()).isEqualTo(previous);
            assertThat(json.get("hash").textValue()).isEqualTo(sha256(lines));
            assertThat(json.get("payload").get("v").intValue()).isEqualTo(1);
            previous = sha256(lines);
        }
        assertThat(store().verify("s")).isEqualTo(new Verification.Sound(2, previous));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    default void of_a_session_that_is_not_there_nothing_is_exported_or_verified() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> store().export("nobody", new StringBuilder()))
                .withMessageContaining("nobody");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> store().verify("nobody"))
                .withMessageContaining("nobody");
    }

    @Test
    default void an_export_that_cannot_be_written_says_why() {
        write(store(), "s", 1);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> store().export("s", new BrokenPipe()));
    }

    @Test
    default void a_sound_journal_is_told_with_the_hash_of_its_end() {
        write(store(), "s", 120);
        var first = (Verification.Sound) store().verify("s");
        assertThat(first.events()).isEqualTo(120);
        write(store(), "s", List.of(said(121, "more")));
        var second = (Verification.Sound) store().verify("s");
        assertThat(second.hash()).isNotEqualTo(first.hash()).hasSize(64);
    }

    @Test
    default void a_changed_time_shows() throws Exception {
        damages("update agent_events set at = '2026-01-01T00:00:00Z' where session = 's' and seq = 2", 2, "changed");
    }

    @Test
    default void a_changed_type_shows() throws Exception {
        damages("update agent_events set type = 'ended' where session = 's' and seq = 4", 4, "changed");
    }

    @Test
    default void a_hash_that_was_replaced_shows() throws Exception {
        damages("update agent_events set hash = '" + "1".repeat(64) + "' where session = 's' and seq = 5", 5, "hash");
    }

    @Test
    default void an_event_taken_out_shows() throws Exception {
        damages("delete from agent_events where session = 's' and seq = 3", 3, "missing");
    }

    @Test
    default void an_end_cut_off_shows() throws Exception {
        damages("delete from agent_events where session = 's' and seq = 5", 5, "missing");
    }

    @Test
    default void an_end_cut_off_shows_also_if_the_count_was_set_back() throws Exception {
        write(store(), "s", 5);
        tamper("delete from agent_events where session = 's' and seq = 5");
        tamper("update agent_sessions set last_seq = 4 where id = 's'");
        assertThat(store().verify("s"))
                .isEqualTo(new Verification.Damaged(4, "it is not the last event that was written"));
    }

    @Test
    default void a_row_that_cannot_be_read_is_listed_as_damaged_and_hides_no_other() throws Exception {
        write(store(), "s", 5);
        write(store(), "t", 3);
        write(store(), "u", 2);
        tamper("update agent_sessions set outcome = 'VANISHED' where id = 't'");
        tamper("update agent_sessions set host = 'h', pid = 1, since = 'once', instance = 'i' where id = 'u'");
        assertThat(store().list()).hasSize(3);
        assertThat(store().find("s").orElseThrow().damage()).isEmpty();
        assertThat(store().find("t")).hasValueSatisfying(damaged -> {
            assertThat(damaged.damage()).isEqualTo("its outcome \"VANISHED\" is not known to this version of Longhaul");
            assertThat(damaged.events()).isEqualTo(3);
            assertThat(damaged.outcome()).isEmpty();
        });
        assertThat(store().find("u").orElseThrow().damage()).contains("once");
    }

    @Test
    default void what_lists_show_is_verified_against_the_journal() throws Exception {
        write(store(), "s", List.of(entry(1, started("s", "Sort the mail.")), entry(2, replied(100, 10))));
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
        tamper("update agent_sessions set billed_tokens = 1 where id = 's'");
        assertThat(store().verify("s"))
                .isEqualTo(new Verification.ListedWrongly(2, "it was billed 1 tokens, and by its journal 110"));
        tamper("update agent_sessions set billed_tokens = 110, outcome = 'COMPLETED' where id = 's'");
        assertThat(store().verify("s"))
                .isEqualTo(new Verification.ListedWrongly(2, "its outcome is COMPLETED, and by its journal open"));
        tamper("update agent_sessions set outcome = null, updated = 0 where id = 's'");
        assertThat(store().verify("s"))
                .isEqualTo(
                        new Verification.ListedWrongly(2, "its last event was not recorded at 1970-01-01T00:00:00Z"));
    }

    @Test
    default void what_lists_show_of_its_beginning_is_verified_too() throws Exception {
        write(store(), "p", List.of(entry(1, started("p", "Lead."))));
        write(store(), "s", List.of(entry(1, startedBy("s", "p")), entry(2, ended(Ending.Kind.STOPPED, "deadline"))));
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
        isListedWrongly("task = 'zzz'", "its task is not that of its journal");
        isListedWrongly("model = 'gpt'", "its model is \"gpt\", and by its journal \"model-1\"");
        isListedWrongly("parent = 'q'", "whose sub-agent it is, is not what its journal says");
        isListedWrongly("parent = null", "whose sub-agent it is, is not what its journal says");
        isListedWrongly("created = 0", "it did not begin at 1970-01-01T00:00:00Z");
        isListedWrongly("reason = 'luck'", "the reason why it ended is not that of its journal");
    }

    /** The row is as it was when this returns. */
    private void isListedWrongly(String change, String what) throws SQLException {
        tamper("update agent_sessions set " + change + " where id = 's'");
        assertThat(store().verify("s")).isEqualTo(new Verification.ListedWrongly(2, what));
        tamper(
                "update agent_sessions set task = 'Help.', model = 'model-1', parent = 'p', reason = 'deadline', created = "
                        + START.plusSeconds(1).toEpochMilli() + " where id = 's'");
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
    }

    @Test
    default void a_task_that_no_column_can_hold_is_verified_all_the_same() {
        write(store(), "s", List.of(entry(1, started("s", "a\u0000b\uD83D " + "x".repeat(5_000)))));
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
    }

    @Test
    default void a_fork_is_listed_as_begun_when_it_was_forked() {
        write(
                store(),
                "s",
                List.of(
                        entry(1, started("s", "t")),
                        entry(2, new SessionEvent.Forked("p", 1, "ada")),
                        entry(3, replied(1, 1))));
        assertThat(store().find("s").orElseThrow().created()).isEqualTo(START.plusSeconds(2));
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
    }

    @Test
    default void a_letter_that_cannot_be_read_is_named_and_the_session_goes_on_without_it() throws Exception {
        write(store(), "s", List.of(entry(1, started("s", "t"))));
        store().post("s", said(1, "first").event());
        long second = store().post("s", said(1, "second").event());
        store().post("s", said(1, "third").event());
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
        try (var connection = database();
                var update = connection.prepareStatement("update agent_letters set payload = ? where number = ?")) {
            update.setBytes(1, new byte[] {0, -1, 'A'});
            update.setLong(2, second);
            update.executeUpdate();
        }
        assertThatExceptionOfType(UnreadableLetterException.class)
                .isThrownBy(() -> store().letters("s", 0))
                .withMessageStartingWith("letter 2 to session s cannot be read (it is not readable: ")
                .withMessageContaining("docs/durability.md")
                .withMessageNotContaining("\n");
        assertThat(store().verify("s")).isInstanceOfSatisfying(Verification.LetterUnreadable.class, letter -> {
            assertThat(letter.letter()).isEqualTo(second);
            assertThat(letter.events()).isEqualTo(1);
        });
        tamper("delete from agent_letters where session = 's' and number = 2");
        assertThat(store().letters("s", 0)).extracting(Letter::number).containsExactly(1L, 3L);
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
    }

    private void isNotRead(String what, String... tampering) throws Exception {
        write(store(), "s", 120);
        try (var connection = database();
                var statement = connection.createStatement()) {
            for (var sql : tampering) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
        }
        assertThatExceptionOfType(DamagedJournalException.class)
                .isThrownBy(() -> store().read("s"))
                .withMessage(what);
        assertThatExceptionOfType(DamagedJournalException.class)
                .isThrownBy(() -> store().export("s", new StringBuilder()))
                .withMessage(what);
    }

    @Test
    default void a_journal_is_not_read_over_a_missing_event() throws Exception {
        isNotRead(
                "event 51 of session s is damaged: it is missing; event 52 follows",
                "delete from agent_events where session = 's' and seq = 51");
        assertThat(store().stream("s", 0).limit(50)).hasSize(50);
    }

    @Test
    default void a_journal_is_not_read_over_a_missing_end() throws Exception {
        isNotRead(
                "event 118 of session s is damaged: it is missing, and so is all behind it up to 120",
                "delete from agent_events where session = 's' and seq > 117");
    }

    @Test
    default void a_journal_without_its_events_is_not_taken_for_an_empty_one() throws Exception {
        isNotRead(
                "event 1 of session s is damaged: it is missing, and so is all behind it up to 120",
                "delete from agent_events where session = 's'");
    }

    @Test
    default void a_journal_is_not_read_over_an_event_that_follows_another() throws Exception {
        isNotRead(
                "event 7 of session s is damaged: it does not follow the event before it: that one, or this, was replaced",
                "update agent_events set prev = '" + "1".repeat(64) + "' where session = 's' and seq = 7");
    }

    @Test
    default void a_journal_whose_end_and_count_were_cut_off_is_not_read() throws Exception {
        isNotRead(
                "event 119 of session s is damaged: it is not the last event that was written",
                "delete from agent_events where session = 's' and seq = 120",
                "update agent_sessions set last_seq = 119 where id = 's'");
    }

    @Test
    default void a_journal_whose_end_was_moved_back_is_not_read() throws Exception {
        isNotRead(
                "event 3 of session s is damaged: it stands behind the end of the journal, which was moved back",
                endAt(2));
    }

    @Test
    default void an_end_that_was_moved_back_shows() throws Exception {
        write(store(), "s", 5);
        tamper(endAt(2));
        assertThat(store().verify("s"))
                .isEqualTo(
                        new Verification.Damaged(3, "it stands behind the end of the journal, which was moved back"));
    }

    /** With everything else that the row says of its last event. */
    private static String endAt(long seq) {
        return "update agent_sessions set last_seq = " + seq + ", updated = "
                + START.plusSeconds(seq).toEpochMilli()
                + ", last_hash = (select hash from agent_events where session = 's' and seq = " + seq
                + ") where id = 's'";
    }

    @Test
    default void events_moved_from_another_session_show() throws Exception {
        write(store(), "s", 1);
        tamper("update agent_events set session = 't' where session = 's'");
        tamper("update agent_sessions set id = 't' where id = 's'");
        assertThat(store().verify("t"))
                .isInstanceOfSatisfying(Verification.Damaged.class, damage -> assertThat(damage.seq())
                        .isEqualTo(1));
    }

    @Test
    default void a_payload_that_was_changed_shows_and_is_not_read() throws Exception {
        write(store(), "s", 5);
        try (var connection = database();
                var update = connection.prepareStatement(
                        "update agent_events set payload = ? where session = 's' and seq = 3")) {
            update.setBytes(1, new EventCodec(Redactor.none()).encode(replied(1, 1)));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        assertThat(store().verify("s")).isEqualTo(new Verification.Damaged(3, "its payload was changed or torn"));
        assertThatExceptionOfType(DamagedJournalException.class)
                .isThrownBy(() -> store().read("s"))
                .withMessageContaining("event 3 of session s");
        assertThat(store().stream("s", 3)).hasSize(2);
    }

    @Test
    default void an_event_of_a_newer_format_is_refused_by_place_and_version() throws Exception {
        write(store(), "s", 2);
        var newer = "{\"v\":2,\"type\":\"said\",\"event\":{}}";
        try (var connection = database();
                var last = connection.createStatement();
                var update = connection.prepareStatement(
                        "update agent_events set payload = ?, payload_hash = ?, hash = ? where session = 's' and seq = 2")) {
            EventRow row;
            try (var rows = last.executeQuery(
                    "select " + EventRow.COLUMNS + " from agent_events where session = 's' and seq = 2")) {
                assertThat(rows.next()).isTrue();
                row = EventRow.of(rows);
            }
            var hash = HashChain.link(row.prev(), "s", 2, row.at(), row.type(), sha256(newer));
            update.setBytes(1, newer.getBytes(StandardCharsets.UTF_8));
            update.setString(2, sha256(newer));
            update.setString(3, hash);
            assertThat(update.executeUpdate()).isEqualTo(1);
            assertThat(last.executeUpdate("update agent_sessions set last_hash = '" + hash + "' where id = 's'"))
                    .isEqualTo(1);
        }
        assertThatExceptionOfType(JournalFormatException.class)
                .isThrownBy(() -> store().read("s"))
                .withMessageContaining("event 2 of session s")
                .withMessageContaining("format 2");
    }

    @Test
    default void tables_of_a_newer_version_are_refused_by_their_version() throws Exception {
        store();
        tamper("update agent_format set version = 7");
        assertThatExceptionOfType(JournalFormatException.class)
                .isThrownBy(this::another)
                .withMessageContaining("tables of version 7")
                .withMessageContaining("up to " + Tables.VERSION);
    }

    @Test
    default void two_openings_of_one_store_see_each_other() {
        try (var other = another()) {
            var lease = take(store(), "s");
            assertThatExceptionOfType(SessionHeldException.class).isThrownBy(() -> take(other, "s"));
            store().append(lease, List.of(said(1, "mine")));
            assertThat(other.read("s")).containsExactly(said(1, "mine"));
            assertThat(other.current("s")).contains(lease);
            store().release(lease);
            write(other, "s", List.of(said(2, "theirs")));
            assertThat(store().read("s")).hasSize(2);
        }
    }

    @Test
    default void of_two_openings_that_take_a_session_at_once_exactly_one_gets_it() throws Exception {
        try (var other = another();
                var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 25; round++) {
                var id = "s" + round;
                write(store(), id, 1);
                assertThat(sum(threads, () -> taken(store(), id), () -> taken(other, id)))
                        .as(id)
                        .isEqualTo(1);
            }
        }
    }

    private static int sum(ExecutorService threads, Callable<Integer> one, Callable<Integer> another)
            throws InterruptedException, ExecutionException {
        var both = threads.invokeAll(List.of(one, another));
        return both.getFirst().get() + both.getLast().get();
    }

    private static int taken(SessionStore store, String id) {
        try {
            take(store, id);
            return 1;
        } catch (SessionHeldException e) {
            return 0;
        }
    }

    @Test
    default void of_two_openings_that_write_in_one_place_exactly_one_does() throws Exception {
        var lease = take(store(), "s");
        try (var other = another();
                var threads = Executors.newFixedThreadPool(2)) {
            for (int seq = 1; seq <= 25; seq++) {
                var entry = List.of(said(seq, "event"));
                assertThat(sum(threads, () -> appended(store(), lease, entry), () -> appended(other, lease, entry)))
                        .isEqualTo(1);
            }
        }
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
    }

    private static int appended(SessionStore store, Lease lease, List<JournalEntry> entries) {
        try {
            store.append(lease, entries);
            return 1;
        } catch (JournalConflictException e) {
            return 0;
        }
    }

    @Test
    default void a_store_that_is_closed_lets_its_sessions_go() {
        try (var other = another()) {
            take(store(), "s");
            store().close();
            assertThat(other.current("s")).isEmpty();
            take(other, "s");
        }
    }

    @Test
    default void a_closed_store_says_so() {
        var lease = take(store(), "s");
        store().close();
        assertThatIllegalStateException()
                .isThrownBy(() -> store().append(lease, List.of(said(1, "late"))))
                .withMessageContaining("closed");
        store().close();
    }

    /** What reads no more. */
    final class BrokenPipe implements Appendable {
        @Override
        public Appendable append(CharSequence text) throws IOException {
            throw new IOException("broken pipe");
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("broken pipe");
        }

        @Override
        public Appendable append(char c) throws IOException {
            throw new IOException("broken pipe");
        }
    }

    @Test
    default void an_event_that_was_made_up_with_a_hash_that_fits_its_payload_is_neither_read_over_nor_gone_on_with()
            throws Exception {
        isNotRead(
                "event 2 of session s is damaged: it was changed: its hash is another",
                "update agent_events set payload = (select payload from agent_events where session = 's' and seq = 3),"
                        + " payload_hash = (select payload_hash from agent_events where session = 's' and seq = 3)"
                        + " where session = 's' and seq = 2");
    }

    @Test
    default void what_was_said_to_a_session_that_has_ended_leaves_its_entry_in_the_list_right() {
        write(
                store(),
                "s",
                List.of(
                        entry(1, started("s", "t")),
                        entry(2, new SessionEvent.Ended(new Ending(Ending.Kind.SUSPENDED, Ending.APPROVAL, ""))),
                        entry(3, new SessionEvent.ApprovalGiven("c", true, "", "ada"))));
        assertThat(store().verify("s")).isInstanceOf(Verification.Sound.class);
    }
}
