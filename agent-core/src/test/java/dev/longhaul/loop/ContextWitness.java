package dev.longhaul.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.Role;
import dev.longhaul.model.TextSize;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionListener;
import dev.longhaul.session.SessionState;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches a session from outside and knows from its events alone what a context may hold. A second reading of the rules, so
 * that a mistake in the audit cannot hide one in the context.
 */
final class ContextWitness implements SessionListener {

    private static final Pattern NUMBER = Pattern.compile("#(\\d+)\\.");

    private final Set<Block> sent = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Integer> said = new TreeSet<>();
    private final Set<Integer> summarised = new TreeSet<>();
    private List<Block> lastCall = List.of();
    private Block.@Nullable Compaction boundary;
    private @Nullable ModelReply latest;
    private @Nullable SessionState folded;

    @Override
    public void on(JournalEntry entry, SessionState state) {
        folded = folded == null ? SessionState.of(List.of(entry)) : folded.after(entry);
        assertThat(folded).isEqualTo(state);
        assertThat(state.context().chars())
                .isEqualTo(state.context().messages().stream()
                        .mapToLong(TextSize::of)
                        .sum());
        switch (entry.event()) {
            case SessionEvent.ModelReplied replied -> {
                if (replied.purpose() != Purpose.PROBE) {
                    replied(replied.reply());
                }
            }
            case SessionEvent.CheckpointHeld held -> held(held);
            default -> {}
        }
    }

    private void replied(ModelReply reply) {
        latest = reply;
        sent.addAll(reply.content());
        if (reply.compaction().isEmpty()) {
            remember(reply);
        }
    }

    private void remember(ModelReply reply) {
        said.addAll(numbers(reply.content()));
        if (!reply.toolUses().isEmpty()) {
            lastCall = reply.content();
        }
    }

    private void held(SessionEvent.CheckpointHeld held) {
        if (held.finding().standIn() != null
                || (held.decision().takesSummary() && !held.boundary().failed())) {
            boundary = held.block();
            summarised.addAll(said);
            if (held.keptMessages() > 0) {
                summarised.removeAll(numbers(lastCall));
            }
        }
        if (latest != null && !latest.isPause()) {
            remember(latest);
        }
    }

    /** Everything a context promises; a probe is asked of none. */
    void check(ModelRequest request) {
        if (request.tools().isEmpty()) {
            assertThat(request.messages()).hasSize(1);
            return;
        }
        var messages = request.messages();
        callsAreAnsweredAtOnce(messages);
        theBoundaryLeads(messages);
        whatStandsStandsOnce(messages);
        assertThat(numbers(said(messages).toList()))
                .as("summarised, and sent again")
                .doesNotContainAnyElementsOf(summarised.isEmpty() ? Set.of(-1) : summarised);
        assertThat(said(messages)).as("the model's own blocks, as they came").allMatch(sent::contains);
        assertThat(said(messages).flatMap(block -> numbers(List.of(block)).stream()))
                .as("the order of things")
                .isSorted();
    }

    private static Stream<Block> said(List<Message> messages) {
        return messages.stream().filter(m -> m.role() == Role.ASSISTANT).flatMap(m -> m.content().stream());
    }

    private static void callsAreAnsweredAtOnce(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            var calls = messages.get(i)
                    .blocks(Block.ToolUse.class)
                    .map(Block.ToolUse::id)
                    .toList();
            var next = i + 1 < messages.size() ? messages.get(i + 1).content() : List.<Block>of();
            var answers = next.stream()
                    .takeWhile(Block.ToolResult.class::isInstance)
                    .map(block -> ((Block.ToolResult) block).toolUseId())
                    .toList();
            assertThat(answers).as("answers to message %d", i).isEqualTo(calls);
        }
    }

    private void theBoundaryLeads(List<Message> messages) {
        var blocks =
                messages.stream().flatMap(m -> m.blocks(Block.Compaction.class)).toList();
        if (boundary == null) {
            assertThat(blocks).isEmpty();
        } else {
            assertThat(blocks).hasSize(1);
            assertThat(messages.getFirst().content().getFirst()).isSameAs(boundary);
        }
    }

    private void whatStandsStandsOnce(List<Message> messages) {
        if (messages.getLast().role() == Role.ASSISTANT) {
            // The provider's own turn is not over; whatever is owed follows it.
            return;
        }
        var words = String.join(
                "\n",
                messages.stream()
                        .filter(m -> m.role() == Role.USER)
                        .map(Message::text)
                        .toList());
        assertThat(words).containsOnlyOnce("Do the work.").containsOnlyOnce("<pinned name=\"rules\">");
        if (boundary != null) {
            assertThat(words).containsOnlyOnce("compacted into the summary above");
        }
    }

    private static Set<Integer> numbers(List<Block> blocks) {
        var numbers = new TreeSet<Integer>();
        for (var block : blocks) {
            var matcher = NUMBER.matcher(block instanceof Block.Compaction ? "" : block.toString());
            while (matcher.find()) {
                numbers.add(Integer.valueOf(matcher.group(1)));
            }
        }
        return numbers;
    }
}
