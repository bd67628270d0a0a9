package dev.longhaul.runner;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.Approver;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tools.ProvidedTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A runner with the tools of a LangChain4j provider. */
class ToolProviderTest {

    /** Has what it is given, now and later. */
    private static final class Shed implements ToolProvider, AutoCloseable {

        final Map<String, ToolExecutor> tools = new TreeMap<>();
        int closed;

        Shed with(String name, ToolExecutor executor) {
            tools.put(name, executor);
            return this;
        }

        @Override
        public ToolProviderResult provideTools(ToolProviderRequest request) {
            var all = ToolProviderResult.builder();
            tools.forEach((name, executor) ->
                    all.add(ToolSpecification.builder().name(name).build(), executor));
            return all.build();
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static final ToolExecutor DIG = (request, memory) -> "dug";

    private final InMemoryJournal journal = new InMemoryJournal();

    private <E> List<E> events(Class<E> kind) {
        try (var entries = journal.stream("s", 0)) {
            return entries.map(JournalEntry::event)
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }
    }

    private AgentRunnerBuilder agent(ScriptedModel model) {
        return AgentRunner.builder().model(model).journal(journal);
    }

    @Test
    void the_model_calls_them_like_any_others() throws Exception {
        var model = ScriptedModel.of(call("a", "dig", "{}"), text("Done."));
        try (var runner = agent(model).toolProvider(new Shed().with("dig", DIG)).build()) {
            runner.start("s", "Dig.").await();
        }
        assertThat(events(SessionEvent.ToolFinished.class))
                .extracting(finished -> finished.result().text())
                .containsExactly("dug");
        var settings = events(SessionEvent.Started.class).getFirst().settings();
        assertThat(settings.tools()).extracting(ToolSpec::name).containsExactly("dig", "read_result");
        assertThat(settings.policy("dig").rerun()).isEqualTo(Rerun.FAIL);
    }

    @Test
    void what_it_has_is_asked_for_anew_when_a_session_is_resumed_and_what_changed_is_said() throws Exception {
        var shed = new Shed().with("dig", DIG).with("hoe", DIG);
        var provided = ProvidedTools.of(shed).policy("dig", CallPolicy.DEFAULT.approval(Approval.ALWAYS));
        try (var runner = agent(ScriptedModel.of(call("a", "dig", "{}")))
                .toolProvider(provided)
                .build()) {
            assertThat(runner.start("s", "Dig.").await()).isInstanceOf(Outcome.Suspended.class);
        }
        shed.tools.remove("hoe");
        shed.with("rake", DIG);
        try (var runner = agent(ScriptedModel.of(text("Done.")))
                .toolProvider(provided)
                .approver(Approver.everything())
                .build()) {
            assertThat(runner.resume("s").await()).isInstanceOf(Outcome.Completed.class);
        }
        assertThat(events(SessionEvent.Resumed.class).getFirst().notes())
                .contains("the tool hoe is gone", "the tool rake is new");
    }

    @Test
    void a_call_follows_its_policy() throws Exception {
        var stuck = new CountDownLatch(1);
        ToolExecutor waiting = (request, memory) -> {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("was woken");
        };
        var model = ScriptedModel.of(call("a", "wait", "{}"), text("Done."));
        var provided = ProvidedTools.of(new Shed().with("wait", waiting))
                .policy("wait", CallPolicy.DEFAULT.timeout(Duration.ofMillis(50)));
        try (var runner = agent(model).toolProvider(provided).build()) {
            runner.start("s", "Wait.").await();
        }
        var result = events(SessionEvent.ToolFinished.class).getFirst().result();
        assertThat(result.isError()).isTrue();
        assertThat(result.text()).contains("was interrupted");
    }

    @Test
    void a_name_that_is_taken_starts_nothing() {
        var two = new Shed().with("dig", DIG);
        try (var runner =
                agent(ScriptedModel.of()).toolProvider(two).toolProvider(two).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.start("s", "Dig."))
                    .withMessageContaining("the tool \"dig\" of the tool provider Shed: has the name of another tool");
        }
        assertThat(events(SessionEvent.class)).isEmpty();
    }

    @Test
    void a_provider_that_cannot_be_asked_starts_nothing() {
        ToolProvider silent = request -> {
            throw new IllegalArgumentException("no line");
        };
        try (var runner = agent(ScriptedModel.of()).toolProvider(silent).build()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> runner.start("s", "Dig."))
                    .withMessageContaining("no line");
        }
        assertThat(events(SessionEvent.class)).isEmpty();
    }

    @Test
    void providers_and_clients_that_are_handed_over_are_closed_with_the_runner() {
        var shed = new Shed().with("dig", DIG);
        var closed = new ArrayList<String>();
        var runner = agent(ScriptedModel.of())
                .toolProvider(shed)
                .closing(() -> closed.add("client"))
                .build();
        assertThat(shed.closed).isZero();
        runner.close();
        assertThat(shed.closed).isOne();
        assertThat(closed).containsExactly("client");
    }
}
