package dev.longhaul.loop;

import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Role;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.session.Ending;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.ScriptedModel.Line;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the calls of a session whose processes die at any append, one after another. */
class ToolCrashTest {

    private static final Long ONE = Long.getLong("longhaul.seed");
    private static final int TURNS = 4;
    private static final int MOST_PROCESSES = 60;

    static LongStream seeds() {
        return ONE == null ? LongStream.rangeClosed(1, 300) : LongStream.of(ONE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_result_is_lost_nothing_runs_that_must_not_and_keys_stay(long seed) throws Exception {
        try {
            new Story(new Random(seed)).play();
        } catch (AssertionError e) {
            throw new AssertionError("with -Dlonghaul.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    /** One session through many processes. Calls are told apart by their input: providers may use an id again. */
    private static final class Story {

        private final Random random;
        private final TestAgent agent;
        private final MortalJournal journal;
        private final List<List<String>> turns = new ArrayList<>();
        /** The keys with which each call ran, in order. */
        private final Map<String, List<String>> ran = new ConcurrentHashMap<>();

        private Story(Random random) {
            this.random = random;
            for (int i = 0; i < TURNS; i++) {
                turns.add(IntStream.rangeClosed(0, random.nextInt(5))
                        .mapToObj(call -> tool(random.nextInt(6)))
                        .toList());
            }
            Line line = (request, scope) -> reply((int) request.messages().stream()
                    .filter(message -> message.role() == Role.ASSISTANT)
                    .count());
            this.agent = TestAgent.following(Collections.nCopies(1_000, line).toArray(Line[]::new))
                    .toolsAtOnce(1 + random.nextInt(4))
                    .tools(IntStream.range(0, 6).mapToObj(this::working).toArray(Tool[]::new));
            this.journal = new MortalJournal(agent.journal);
            agent.writing(journal);
        }

        private static String tool(int number) {
            return "tool" + number;
        }

        private static CallPolicy policy(int number) {
            return switch (number) {
                case 0 -> CallPolicy.DEFAULT;
                case 1 -> CallPolicy.DEFAULT.rerun(Rerun.FAIL);
                case 2 -> CallPolicy.DEFAULT.rerun(Rerun.ASK);
                case 3 -> CallPolicy.DEFAULT.rerun(Rerun.FAIL).approval(Approval.ALWAYS);
                case 4 -> CallPolicy.DEFAULT.approval(Approval.WHEN).alone();
                default ->
                    CallPolicy.DEFAULT
                            .rerun(Rerun.ASK)
                            .approval(Approval.ALWAYS)
                            .alone();
            };
        }

        private Tool working(int number) {
            return TestTools.under(policy(number), new Tool() {
                @Override
                public ToolSpec spec() {
                    return TestTools.saying(tool(number), "").spec();
                }

                @Override
                public boolean needsApproval(ToolCall call) {
                    return call.input().text().hashCode() % 2 == 0;
                }

                @Override
                public ToolResult call(ToolCall call, ToolContext context) {
                    ran.computeIfAbsent(call.input().text(), c -> new CopyOnWriteArrayList<>())
                            .add(context.idempotencyKey());
                    return ToolResult.of(call, "result of " + call.input().text());
                }
            });
        }

        private ModelReply reply(int turn) {
            return turn >= TURNS
                    ? text("Done.")
                    : calls(IntStream.range(0, turns.get(turn).size())
                            .mapToObj(i ->
                                    new Block.ToolUse("c" + i, turns.get(turn).get(i), input(turn, i)))
                            .toArray(Block.ToolUse[]::new));
        }

        private static Json input(int turn, int call) {
            return new Json("{\"turn\":%d,\"call\":%d}".formatted(turn, call));
        }

        private void play() throws Exception {
            process(0, () -> agent.start().end());
            for (int i = 1; !isCompleted(); i++) {
                assertThat(i).as("processes").isLessThan(MOST_PROCESSES + 20);
                decide(i > MOST_PROCESSES);
                process(i, () -> agent.takeUp().end());
            }
            check();
        }

        private boolean isCompleted() {
            return SessionState.of(agent.journal.read(TestAgent.SESSION))
                    .ending()
                    .filter(end -> end.kind() == Ending.Kind.COMPLETED)
                    .isPresent();
        }

        @FunctionalInterface
        private interface Life {
            void run() throws Exception;
        }

        /** A process that dies at any of its appends, or late enough to live; the first one begins the session. */
        private void process(int number, Life life) throws Exception {
            journal.live(
                    number > MOST_PROCESSES ? Integer.MAX_VALUE : (number == 0 ? 1 : 0) + random.nextInt(14),
                    random.nextBoolean());
            try {
                life.run();
            } catch (MortalJournal.Died died) {
                // The next one goes on.
            }
        }

        /** Somebody decides on some of the calls that wait. */
        private void decide(boolean all) {
            journal.live(Integer.MAX_VALUE, false);
            SessionState.of(agent.journal.read(TestAgent.SESSION)).awaitingApproval().stream()
                    .filter(awaited -> all || random.nextBoolean())
                    .forEach(awaited -> agent.note(new SessionEvent.ApprovalGiven(
                            awaited.call().id(), random.nextInt(3) > 0, "not now", "ada")));
        }

        private <E extends SessionEvent> Stream<E> events(Class<E> kind) {
            return agent.journal.read(TestAgent.SESSION).stream()
                    .map(JournalEntry::event)
                    .filter(kind::isInstance)
                    .map(kind::cast);
        }

        private void check() {
            resultsAreThere();
            keysStay();
            for (int turn = 0; turn < TURNS; turn++) {
                for (int i = 0; i < turns.get(turn).size(); i++) {
                    noMoreRunsThanAllowed(turns.get(turn).get(i), input(turn, i).text());
                }
            }
        }

        /** Each call has one result, and what is on record is what the model reads. */
        private void resultsAreThere() {
            long calls = turns.stream().mapToLong(List::size).sum();
            var finished = events(SessionEvent.ToolFinished.class)
                    .map(event -> event.result().text())
                    .toList();
            var refused = events(SessionEvent.ToolRefused.class)
                    .map(event -> event.result().text())
                    .toList();
            assertThat(finished.size() + refused.size()).isEqualTo((int) calls);
            var all = new ArrayList<>(finished);
            all.addAll(refused);
            var shown = SessionState.of(agent.journal.read(TestAgent.SESSION)).context().messages().stream()
                    .flatMap(message -> message.blocks(Block.ToolResult.class))
                    .map(Block.ToolResult::text)
                    .toList();
            assertThat(shown).containsExactlyInAnyOrderElementsOf(all);
        }

        private void keysStay() {
            assertThat(ran.values())
                    .allSatisfy(keys -> assertThat(Set.copyOf(keys)).hasSize(1));
            assertThat(ran.values().stream().map(List::getFirst)).doesNotHaveDuplicates();
        }

        private void noMoreRunsThanAllowed(String tool, String input) {
            int runs = ran.getOrDefault(input, List.of()).size();
            var policy = policy(tool.charAt(tool.length() - 1) - '0');
            long asked = events(SessionEvent.ApprovalAsked.class)
                    .filter(event -> event.call().input().text().equals(input))
                    .count();
            if (policy.rerun() == Rerun.FAIL) {
                assertThat(runs).as("runs of %s %s", tool, input).isLessThanOrEqualTo(1);
            }
            if (policy.rerun() == Rerun.ASK) {
                long unasked = policy.approval() == Approval.ALWAYS ? 0 : 1;
                assertThat((long) runs).as("runs of %s %s", tool, input).isLessThanOrEqualTo(unasked + asked);
            }
        }
    }
}
