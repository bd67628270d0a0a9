package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.countingUp;
import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.loop.TestTools.under;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.signed;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static dev.longhaul.testing.ScriptedModel.failing;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.CallBound;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel.Line;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A summary is written while turns go on, and swapped in once it is there. It begins at 8,000 tokens of 10,000. */
class BackgroundCompactionTest {

    private static final Compaction POLICY =
            Compaction.onDemand(10_000).inBackground().reinject(0);

    private final HeldSummary summary = HeldSummary.of("We looked.");

    private static Line look(String id, int tokens) {
        return replying(looking(id, tokens));
    }

    private static ModelReply looking(String id, int tokens) {
        return using(call(id, "look", "{}"), Usage.of(tokens, 10));
    }

    private static TestAgent agent(List<Line> summaries, Line... work) {
        return TestAgent.following(HeldSummary.script(summaries, work))
                .tools(countingUp("look", "green"))
                .pins(Pin.task())
                .compaction(POLICY);
    }

    /** Three turns, and a summary begun behind the second that comes during the third; then what follows. */
    private TestAgent compactedDuringTheThird(Line... after) {
        var work = new Line[3 + after.length];
        work[0] = look("c1", 1_000);
        work[1] = look("c2", 8_000);
        work[2] = summary.arrivingDuring(looking("c3", 8_200));
        System.arraycopy(after, 0, work, 3, after.length);
        return agent(List.of(summary), work);
    }

    /** The requests of the work alone, in order. */
    private static List<ModelRequest> work(TestRun run) {
        return run.requests().stream()
                .filter(request -> !HeldSummary.isSummary(request))
                .toList();
    }

    private static List<String> kinds(TestRun run) {
        return run.journal().stream()
                .map(JournalEntry::event)
                .map(event -> switch (event) {
                    case SessionEvent.ModelAsked asked -> "asked " + asked.purpose();
                    case SessionEvent.ModelReplied replied -> "replied " + replied.purpose();
                    default -> event.getClass().getSimpleName();
                })
                .filter(kind -> !kind.startsWith("Tool"))
                .toList();
    }

    private static SessionEvent.CompactionDropped dropped(TestRun run) {
        var dropped = run.events(SessionEvent.CompactionDropped.class);
        assertThat(dropped).hasSize(1);
        return dropped.getFirst();
    }

    @Test
    void turnsGoOnWhileItIsWritten() throws Exception {
        var run = agent(
                        List.of(summary),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        look("c3", 8_100),
                        look("c4", 8_200),
                        summary.arrivingDuring(looking("c5", 8_300)),
                        replying(text("Done.")))
                .run();
        assertThat(kinds(run))
                .containsSubsequence(
                        "CompactionBegun",
                        "asked WORK",
                        "replied WORK",
                        "asked WORK",
                        "replied WORK",
                        "asked WORK",
                        "replied WORK",
                        "replied COMPACTION",
                        "CheckpointHeld",
                        "asked WORK");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void theIntentIsOnRecordBeforeTheRequestLeaves() throws Exception {
        var recorded = new AtomicReference<SessionEvent.CompactionBegun>();
        var seen = new AtomicReference<SessionEvent.CompactionBegun>();
        var held = HeldSummary.answering((request, scope) -> {
            seen.set(recorded.get());
            return signed("We looked.");
        });
        agent(
                        List.of(held),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        held.arrivingDuring(looking("c3", 8_200)),
                        replying(text("Done.")))
                .listener((entry, state) -> {
                    if (entry.event() instanceof SessionEvent.CompactionBegun begun) {
                        recorded.set(begun);
                    }
                })
                .run();
        assertThat(seen.get().messages()).isEqualTo(3);
        assertThat(seen.get().reserved().amounts().billedTokens()).isGreaterThan(8_000);
    }

    @Test
    void itCoversExactlyTheMessagesOfTheLastRequest() throws Exception {
        var run = compactedDuringTheThird(replying(text("Done."))).run();
        assertThat(summary.request().messages()).isEqualTo(work(run).get(1).messages());
        assertThat(summary.request().compaction()).isEqualTo(new CompactionRequest.OnDemand(null));
    }

    @Test
    void theFirstRequestAfterItCameIsTheSwappedOne() throws Exception {
        var run = compactedDuringTheThird(replying(text("Done."))).run();
        assertThat(work(run).get(2).messages()).hasSize(5);
        assertThat(work(run).get(3).messages().getFirst().content())
                .singleElement()
                .isInstanceOf(Block.Compaction.class);
    }

    @Test
    void whatWasNotSummedUpStandsUnchangedBehindTheBlock() throws Exception {
        var run = compactedDuringTheThird(replying(text("Done."))).run();
        var before = work(run).get(2).messages();
        var behind = work(run).get(3).messages();
        assertThat(behind).hasSize(5);
        assertThat(behind.subList(1, 3)).isEqualTo(before.subList(3, 5));
        assertThat(behind.get(3).blocks(Block.ToolUse.class)).extracting("id").containsExactly("c3");
        assertThat(behind.get(4).text()).contains("compacted into the summary above", "Do the work.");
    }

    @Test
    void theCheckpointIsHeldAsAtAnyOther() throws Exception {
        var run = compactedDuringTheThird(replying(text("Done.")))
                .hooks(checkpoint -> {
                    assertThat(checkpoint.keptMessages()).isEqualTo(4);
                    assertThat(checkpoint.summary()).isEqualTo("We looked.");
                    return Decision.acceptWith("Mind the gap.");
                })
                .run();
        assertThat(work(run).get(3).messages().getLast().text())
                .containsSubsequence("compacted into the summary", "Mind the gap.");
        assertThat(run.outcome().report().compactions().accepted()).isEqualTo(1);
    }

    @Test
    void anotherIsNotBegunWhileOneIsWrittenHoweverFullTheContext() throws Exception {
        var run = agent(
                        List.of(summary),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        look("c3", 11_000),
                        look("c4", 12_000),
                        summary.arrivingDuring(looking("c5", 12_300)),
                        replying(text("Done.")))
                .run();
        assertThat(run.events(SessionEvent.CompactionBegun.class)).hasSize(1);
        assertThat(kinds(run)).doesNotContain("asked COMPACTION");
        assertThat(run.requests().stream().filter(HeldSummary::isSummary)).hasSize(1);
    }

    @Test
    void aContextWithoutRoomLeftWaitsForIt() throws Exception {
        var full = new CountDownLatch(1);
        Line patient = (request, scope) -> {
            full.await();
            return signed("We looked.");
        };
        var run = agent(
                        List.of(patient),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        (request, scope) -> {
                            full.countDown();
                            return looking("c3", 12_600);
                        },
                        replying(text("Done.")))
                .run();
        assertThat(work(run).get(3).messages().getFirst().blocks(Block.Compaction.class))
                .hasSize(1);
        assertThat(run.events(SessionEvent.CompactionBegun.class)).hasSize(1);
    }

    @Test
    void theNextOneBeginsBehindTheBoundary() throws Exception {
        var second = HeldSummary.of("We looked again.");
        var run = agent(
                        List.of(summary, second),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        summary.arrivingDuring(looking("c3", 8_200)),
                        look("c4", 1_000),
                        look("c5", 8_000),
                        second.arrivingDuring(looking("c6", 8_200)),
                        replying(text("Done.")))
                .run();
        assertThat(second.request().messages().getFirst().blocks(Block.Compaction.class))
                .hasSize(1);
        assertThat(work(run).getLast().messages().getFirst().content())
                .singleElement()
                .extracting("summary")
                .isEqualTo("We looked again.");
        assertThat(run.outcome().report().compactions().accepted()).isEqualTo(2);
    }

    @Test
    void aMessageThatComesMeanwhileStaysInItsPlace() throws Exception {
        var agent = new AtomicReference<TestAgent>();
        agent.set(agent(
                List.of(summary),
                look("c1", 1_000),
                look("c2", 8_000),
                (request, scope) -> {
                    agent.get().send("Look left.");
                    return looking("c3", 8_100);
                },
                summary.arrivingDuring(looking("c4", 8_200)),
                replying(text("Done."))));
        var run = agent.get().run();
        assertThat(work(run).get(3).messages().getLast().text()).isEqualTo("Look left.");
        assertThat(run.words(run.requests().size() - 1)).containsOnlyOnce("Look left.");
    }

    @Test
    void aSummaryWithoutWordsIsAFailedCompactionAndIsAskedForAgain() throws Exception {
        var empty = HeldSummary.answering((request, scope) -> reply(StopReason.TOOL_USE, List.of()));
        var run = agent(
                        List.of(empty, summary),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        empty.arrivingDuring(looking("c3", 8_200)),
                        summary.arrivingDuring(looking("c4", 8_300)),
                        replying(text("Done.")))
                .run();
        assertThat(run.outcome().report().compactions().failed()).isEqualTo(1);
        assertThat(run.outcome().report().compactions().accepted()).isEqualTo(1);
        assertThat(summary.request().compaction())
                .isInstanceOfSatisfying(CompactionRequest.OnDemand.class, asked -> assertThat(asked.instructions())
                        .contains("Do not call any tool"));
    }

    @Test
    void aCallThatFailsLeavesTheHistoryAndIsNotMadeAgainAtOnce() throws Exception {
        var away = HeldSummary.answering(failing(ModelException.Kind.LOST, "gone"));
        var run = agent(
                        List.of(away),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        away.arrivingDuring(looking("c3", 8_200)),
                        look("c4", 8_300),
                        replying(text("Done.")))
                .run();
        assertThat(work(run).getLast().messages()).hasSize(9);
        assertThat(run.events(SessionEvent.ModelFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.purpose()).isEqualTo(Purpose.COMPACTION);
            assertThat(failed.unknown().tokens()).isEqualTo(run.state().ledger().unknown());
        });
        assertThat(run.state().compactions().strikes().inARow()).isZero();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void itsFailedAttemptsAreRecordedByTheSession() throws Exception {
        var writers = new ConcurrentHashMap<Thread, Boolean>();
        var retried = HeldSummary.answering((request, scope) -> {
            scope.listener().sending(1);
            scope.listener().mayRetry(1, new ModelException(Kind.OVERLOADED, "busy"), Duration.ofMillis(1));
            scope.listener().sending(2);
            return signed("We looked.");
        });
        var run = agent(
                        List.of(retried),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        retried.arrivingDuring(looking("c3", 8_200)),
                        replying(text("Done.")))
                .listener((entry, state) -> writers.put(Thread.currentThread(), true))
                .run();
        assertThat(writers).as("threads that recorded").hasSizeLessThanOrEqualTo(2);
        assertThat(kinds(run)).containsSubsequence("CompactionBegun", "AttemptFailed", "replied COMPACTION");
        assertThat(run.state().ledger().modelCalls()).isEqualTo(4 + 2);
        assertThat(run.state().ledger().unknown()).isZero();
    }

    @Test
    void itsAttemptsStopAtTheBudgetLikeAnyOthers() throws Exception {
        assertThat(mayRetry(Kind.OVERLOADED, Budget.unlimited().modelCalls(20))).isTrue();
        assertThat(mayRetry(Kind.OVERLOADED, Budget.unlimited().modelCalls(5))).isFalse();
    }

    @Test
    void oneThatMayHaveBeenBilledIsOnRecordBeforeItIsAskedForAgain() throws Exception {
        assertThat(mayRetry(Kind.LOST, Budget.unlimited())).isFalse();
    }

    private static boolean mayRetry(Kind kind, Budget budget) throws Exception {
        var allowed = new AtomicReference<Boolean>();
        var retried = HeldSummary.answering((request, scope) -> {
            allowed.set(scope.listener().mayRetry(1, new ModelException(kind, "no"), Duration.ZERO));
            throw new ModelException(kind, "no");
        });
        agent(
                        List.of(retried),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        retried.arrivingDuring(looking("c3", 8_200)),
                        replying(text("Done.")))
                .budget(budget)
                .run();
        return allowed.get();
    }

    /** What a sub-agent is given that begins while the summary is asked for again, after so many attempts failed. */
    private static SessionEvent.SubAgentStarted begunBehind(int failed) throws Exception {
        var asking = new CountDownLatch(1);
        var written = HeldSummary.answering((request, scope) -> {
            for (int attempt = 1; attempt <= failed; attempt++) {
                scope.listener().sending(attempt);
                scope.listener().mayRetry(attempt, new ModelException(Kind.OVERLOADED, "busy"), Duration.ZERO);
            }
            scope.listener().sending(failed + 1);
            asking.countDown();
            new CountDownLatch(1).await();
            return signed("never");
        });
        var wait = doing("wait", (call, context) -> {
            written.release();
            asking.await();
            return ToolResult.of(call, "It is asked.");
        });
        var both = calls(
                new Block.ToolUse("c3", "wait", new Json("{}")), new Block.ToolUse("c4", "reader", new Json("{}")));
        return agent(
                        List.of(written),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        replying(using(both, Usage.of(8_100, 10))),
                        replying(text("Done.")))
                .tools(countingUp("look", "green"), under(CallPolicy.DEFAULT.alone(), wait), new IdleReader())
                .budget(Budget.unlimited().modelCalls(50))
                .run()
                .events(SessionEvent.SubAgentStarted.class)
                .getFirst();
    }

    @Test
    void itsAttemptsAreNotGivenToASubAgentThoughTheSessionIsNotThroughWithItsTools() throws Exception {
        long after = begunBehind(2).carve().amounts().modelCalls();
        assertThat(begunBehind(0).carve().amounts().modelCalls()).isEqualTo(after + 2);
    }

    @Test
    void oneThatNoLongerFitsIsDroppedNotedAndPaidForOnce() throws Exception {
        var run = agent(
                        List.of(summary),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        replying(pause("The provider's own.")),
                        summary.arrivingDuring(looking("c3", 1_000)),
                        replying(text("Done.")))
                .run();
        assertThat(dropped(run).why()).contains("has changed meanwhile");
        assertThat(run.state().ledger().compaction()).isEqualTo(Usage.of(55_000, 400));
        assertThat(run.outcome().report().compactions().accepted()).isEqualTo(1);
        assertThat(work(run).getLast().messages().getFirst().content())
                .singleElement()
                .extracting("summary")
                .isEqualTo("The provider's own.");
    }

    @Test
    void oneThatComesWithTheLastWordsIsDroppedAndPaidForOnce() throws Exception {
        var run = agent(List.of(summary), look("c1", 1_000), look("c2", 8_000), summary.arrivingDuring(text("Done.")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(dropped(run).why()).contains("about to end");
        assertThat(run.state().ledger().compaction()).isEqualTo(Usage.of(5_000, 200));
        assertThat(run.checkpoints()).isEmpty();
        assertThat(run.journal().getLast().event()).isInstanceOf(SessionEvent.Ended.class);
    }

    @Test
    void oneThatIsStillWrittenAtTheEndIsBrokenOffAndChargedAtItsWorst() throws Exception {
        var run = agent(List.of(summary), look("c1", 1_000), look("c2", 8_000), (request, scope) -> {
                    summary.request();
                    return text("Done.");
                })
                .run();
        summary.awaitInterrupt();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(dropped(run).unknown().tokens())
                .isEqualTo(run.events(SessionEvent.CompactionBegun.class)
                        .getFirst()
                        .reserved()
                        .amounts()
                        .billedTokens());
        assertThat(run.state().ledger().unknown())
                .isEqualTo(dropped(run).unknown().tokens());
        assertThat(run.state().pendingReservation()).isEmpty();
    }

    @Test
    void cancellingBreaksItOffToo() throws Exception {
        var asked = new CountDownLatch(1);
        var running = agent(List.of(summary), look("c1", 1_000), look("c2", 8_000), (request, scope) -> {
                    summary.request();
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return text("never");
                })
                .start();
        asked.await();
        running.cancel("enough");
        var run = running.await();
        summary.awaitInterrupt();
        assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(kinds(run)).endsWith("AttemptFailed", "CancelRequested", "CompactionDropped", "Ended");
    }

    @Test
    void aSessionThatWrapsUpTakesNoBoundaryAnyMore() throws Exception {
        var run = agent(
                        List.of(summary),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        summary.arrivingDuring(looking("c3", 8_200)),
                        replying(text("Bye.")))
                .budget(Budget.unlimited().billedTokens(200_000).wrapUpAt(0.08))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(dropped(run).reply()).isNotNull();
        assertThat(run.checkpoints()).isEmpty();
    }

    @Test
    void oneThatTheProcessBeforeBeganIsChargedAtItsWorst() throws Exception {
        var agent = agent(List.of(summary), look("c1", 1_000), look("c2", 8_000));
        var reply = looking("c1", 1_000);
        var set = new Reservation(
                new CallBound(1_900, 100, 0, CallBound.Summary.NONE),
                Price.FREE,
                new Amounts(0, 2_000, Money.ZERO, 1, 0, 0));
        var settled = Pricing.NONE.settle(Purpose.WORK, "scripted", LocalDate.EPOCH, reply, Reservation.NONE);
        var session = agent.at(List.of(
                new SessionEvent.ModelAsked(Purpose.WORK, 100, 100, Reservation.NONE),
                new SessionEvent.ModelReplied(Purpose.WORK, reply, Duration.ZERO, settled),
                new SessionEvent.ToolFinished(new ToolResult("c1", "green", false), Duration.ZERO),
                new SessionEvent.CompactionBegun(1, 900, set)));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            new BackgroundCompaction(session, new ModelCalls(agent.model), executor).settle();
        }
        assertThat(session.state().ledger().unknown()).isEqualTo(2_000);
        assertThat(session.state().pendingReservation()).isEmpty();
        assertThat(agent.journal.read(TestAgent.SESSION).getLast().event())
                .isInstanceOfSatisfying(SessionEvent.CompactionDropped.class, lost -> assertThat(lost.why())
                        .contains("process"));
    }

    @Test
    void anAdapterThatBreaksEndsTheSessionLoudly() throws Exception {
        var broken = HeldSummary.answering((request, scope) -> {
            throw new IllegalStateException("screw loose");
        });
        var run = agent(
                        List.of(broken),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        broken.arrivingDuring(looking("c3", 8_200)))
                .run();
        assertThat(run.outcome().reason()).isEqualTo("internal_error");
        assertThat(dropped(run).unknown().tokens()).isPositive();
    }

    @Test
    void aWindowThatIsFullWaitsForItInsteadOfCuttingResultsDown() throws Exception {
        var run = agent(
                        List.of(summary),
                        look("c1", 1_000),
                        look("c2", 8_000),
                        (request, scope) -> {
                            summary.release();
                            throw new ModelException(ModelException.Kind.CONTEXT_WINDOW, "prompt is too long");
                        },
                        replying(text("Done.")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(work(run).getLast().messages().getFirst().blocks(Block.Compaction.class))
                .hasSize(1);
    }
}
