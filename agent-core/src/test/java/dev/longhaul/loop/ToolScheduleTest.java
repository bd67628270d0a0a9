package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.loop.TestTools.under;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which calls run beside which, and for how long. */
class ToolScheduleTest {

    private static Block.ToolUse use(String id, String tool) {
        return new Block.ToolUse(id, tool, Json.EMPTY_OBJECT);
    }

    private static Block.ToolUse[] uses(int count, String tool) {
        return IntStream.range(0, count).mapToObj(i -> use("c" + i, tool)).toArray(Block.ToolUse[]::new);
    }

    /** Answers with its call's id once as many calls as the latch counts are under way. */
    private static Tool together(CountDownLatch latch) {
        return doing("meet", (call, context) -> {
            latch.countDown();
            latch.await();
            return ToolResult.of(call, call.id());
        });
    }

    /** Notes how many calls of it were under way at most; they go on in threes. */
    private static Tool counting(AtomicInteger most) {
        var now = new AtomicInteger();
        var three = new CyclicBarrier(3);
        return doing("count", (call, context) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.await();
            now.decrementAndGet();
            return ToolResult.of(call, call.id());
        });
    }

    @Test
    void eight_calls_overlap_and_their_results_keep_the_order_of_the_calls() throws Exception {
        var run = TestAgent.replying(calls(uses(8, "meet")), text("Done."))
                .tools(together(new CountDownLatch(8)))
                .run();
        assertThat(run.results(1))
                .extracting(Block.ToolResult::text)
                .containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7");
    }

    @Test
    void one_that_fails_leaves_the_others() throws Exception {
        var run = TestAgent.replying(calls(use("a", "look"), use("b", "break"), use("c", "look")), text("Done."))
                .tools(saying("look", "green"), doing("break", (call, context) -> {
                    throw new IllegalStateException("no");
                }))
                .run();
        assertThat(run.results(1)).extracting(Block.ToolResult::isError).containsExactly(false, true, false);
    }

    @Test
    void as_many_run_at_once_as_allowed_and_no_more() throws Exception {
        var most = new AtomicInteger();
        var run = TestAgent.replying(calls(uses(21, "count")), text("Done."))
                .toolsAtOnce(3)
                .tools(counting(most))
                .run();
        assertThat(most).hasValue(3);
        assertThat(run.results(1)).hasSize(21).noneMatch(Block.ToolResult::isError);
    }

    @Test
    void one_that_waits_for_room_has_not_started() throws Exception {
        var run = TestAgent.replying(calls(uses(2, "look")), text("Done."))
                .toolsAtOnce(1)
                .tools(saying("look", "green"))
                .run();
        assertThat(run.journal().stream().map(JournalEntry::event).filter(ToolScheduleTest::isOfTools))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("ToolStarted", "ToolFinished", "ToolStarted", "ToolFinished");
    }

    private static boolean isOfTools(SessionEvent event) {
        return event instanceof SessionEvent.ToolStarted || event instanceof SessionEvent.ToolFinished;
    }

    @Test
    void one_that_runs_alone_waits_for_those_before_it_and_those_behind_it_for_its_end() throws Exception {
        var order = new CopyOnWriteArrayList<String>();
        var now = new AtomicInteger();
        var alone = under(CallPolicy.DEFAULT.alone(), doing("write", (call, context) -> {
            assertThat(now.incrementAndGet()).isEqualTo(1);
            order.add(call.id());
            now.decrementAndGet();
            return ToolResult.of(call, "written");
        }));
        var side = doing("read", (call, context) -> {
            now.incrementAndGet();
            order.add(call.id());
            now.decrementAndGet();
            return ToolResult.of(call, "read");
        });
        var run = TestAgent.replying(
                        calls(use("r1", "read"), use("w1", "write"), use("w2", "write"), use("r2", "read")),
                        text("Done."))
                .tools(alone, side)
                .run();
        assertThat(order).containsExactly("r1", "w1", "w2", "r2");
        assertThat(run.results(1)).noneMatch(Block.ToolResult::isError);
    }

    @Test
    void one_that_runs_alone_is_started_when_nothing_else_is_and_nothing_else_before_its_end() throws Exception {
        var run = TestAgent.replying(
                        calls(use("r1", "read"), use("w1", "write"), use("r2", "read"), use("r3", "read")),
                        text("Done."))
                .tools(under(CallPolicy.DEFAULT.alone(), saying("write", "written")), saying("read", "green"))
                .run();
        assertThat(run.journal().stream().map(JournalEntry::event).filter(ToolScheduleTest::isOfTools))
                .extracting(ToolScheduleTest::told)
                .startsWith("start r1", "end r1", "start w1", "end w1", "start r2", "start r3")
                .hasSize(8);
    }

    private static String told(SessionEvent event) {
        return event instanceof SessionEvent.ToolStarted start
                ? "start " + start.call().id()
                : "end " + ((SessionEvent.ToolFinished) event).result().callId();
    }

    @Test
    void a_tool_has_its_own_timeout() throws Exception {
        var hanging = under(CallPolicy.DEFAULT.timeout(Duration.ofMillis(50)), doing("wait", (call, context) -> {
            new CountDownLatch(1).await();
            return ToolResult.of(call, "never");
        }));
        var run = TestAgent.replying(calls(use("a", "wait"), use("b", "look")), text("Done."))
                .toolTimeout(Duration.ofDays(1))
                .tools(hanging, saying("look", "green"))
                .run();
        assertThat(run.results(1)).extracting(Block.ToolResult::isError).containsExactly(true, false);
        assertThat(run.results(1).getFirst().text())
                .contains("no result within 0.1 s")
                .contains("not known");
    }

    @Test
    void one_that_is_given_up_makes_room_for_the_next() throws Exception {
        var hanging = under(CallPolicy.DEFAULT.timeout(Duration.ofMillis(50)), doing("wait", (call, context) -> {
            new CountDownLatch(1).await();
            return ToolResult.of(call, "never");
        }));
        var run = TestAgent.replying(calls(use("a", "wait"), use("b", "look")), text("Done."))
                .toolsAtOnce(1)
                .toolTimeout(Duration.ofDays(1))
                .tools(hanging, saying("look", "green"))
                .run();
        assertThat(run.results(1)).extracting(Block.ToolResult::isError).containsExactly(true, false);
    }

    @Test
    void a_stop_interrupts_all_that_run_and_starts_none_that_wait() throws Exception {
        var started = new CountDownLatch(3);
        var interrupted = new CountDownLatch(3);
        var running = TestAgent.replying(calls(uses(5, "wait")), text("Done."))
                .toolsAtOnce(3)
                .tools(doing("wait", (call, context) -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return ToolResult.of(call, "late");
                }))
                .start();
        started.await();
        running.cancel("enough");
        interrupted.await();
        var run = running.await();
        assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(3);
    }

    @Test
    void none_that_waits_is_started_once_the_time_of_the_session_is_up() throws Exception {
        var agent = TestAgent.replying(calls(uses(3, "work")), text("Done."))
                .toolsAtOnce(1)
                .budget(Budget.unlimited().within(Duration.ofMinutes(5)));
        var run = agent.tools(doing("work", (call, context) -> {
                    agent.clock.advance(Duration.ofMinutes(10));
                    return ToolResult.of(call, "worked");
                }))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(1);
    }

    @Test
    void what_finished_before_the_stop_was_noticed_is_kept() throws Exception {
        var started = new CountDownLatch(1);
        var first = new CountDownLatch(1);
        var second = new AtomicReference<Thread>();
        var context = new AtomicReference<ToolContext>();
        var run = TestAgent.replying(calls(use("a", "look"), use("b", "follow")), text("Done."))
                .tools(saying("look", "green"), doing("follow", (call, about) -> {
                    second.set(Thread.currentThread());
                    context.set(about);
                    started.countDown();
                    first.await();
                    return ToolResult.of(call, "after");
                }))
                .listener((entry, state) -> {
                    if (entry.event() instanceof SessionEvent.ToolFinished done
                            && done.result().callId().equals("a")) {
                        // The session's thread, which is told to stop while the second result waits for it.
                        join(started, first, second);
                        context.get().cancellation().request("enough");
                        Thread.currentThread().interrupt();
                    }
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(run.events(SessionEvent.ToolFinished.class))
                .extracting(done -> done.result().text())
                .containsExactly("green", "after");
    }

    private static void join(CountDownLatch started, CountDownLatch go, AtomicReference<Thread> thread) {
        try {
            started.await();
            go.countDown();
            thread.get().join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_timeout_beyond_all_time_is_waited_for_like_any_other() throws Exception {
        var run = TestAgent.replying(call("a", "look", "{}"), text("Done."))
                .toolTimeout(Duration.ofDays(366 * 1_000))
                .tools(saying("look", "green"))
                .run();
        assertThat(run.results(1).getFirst().text()).isEqualTo("green");
    }

    @Test
    void a_tool_knows_its_deadline_and_what_is_left_of_the_budget() throws Exception {
        var seen = new AtomicReference<ToolContext>();
        TestAgent.replying(call("a", "look", "{}"), text("Done."))
                .budget(Budget.unlimited().toolCalls(5).modelCalls(7))
                .tools(under(CallPolicy.DEFAULT.timeout(Duration.ofMinutes(3)), doing("look", (call, context) -> {
                    seen.set(context);
                    return ToolResult.of(call, "green");
                })))
                .run();
        assertThat(seen.get().deadline()).isEqualTo(TestAgent.START.plus(Duration.ofMinutes(3)));
        assertThat(seen.get().left(Limit.TOOL_CALLS)).hasValue(5);
        assertThat(seen.get().left(Limit.MODEL_CALLS)).hasValue(6);
        assertThat(seen.get().left(Limit.USD)).isEmpty();
    }

    @Test
    void a_tool_tells_whoever_watches_how_it_goes_and_one_who_fails_at_that_does_not_matter() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        var run = TestAgent.replying(call("a", "look", "{}"), text("Done."))
                .progress((session, call, words) -> {
                    told.add(session + " " + call.id() + " " + words);
                    throw new IllegalStateException("no screen");
                })
                .tools(doing("look", (call, context) -> {
                    context.progress("half way");
                    return ToolResult.of(call, "green");
                }))
                .run();
        assertThat(told).containsExactly(TestAgent.SESSION + " a half way");
        assertThat(run.results(1).getFirst().text()).isEqualTo("green");
    }
}
