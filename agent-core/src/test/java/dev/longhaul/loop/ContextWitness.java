package dev.longhaul.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.Decision;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches a session from outside and knows from its events and requests alone what a context has to hold: everything that
 * was said and is not summed up, and nothing that is. A second reading of the rules, so that a mistake in the audit cannot
 * hide one in the context.
 */
final class ContextWitness implements SessionListener {

    private final Set<Block> sent = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Numbered said = new Numbered("#(\\d+)\\.");
    private final Numbered heard = new Numbered("~(\\d+)\\.");
    /** Messages that a reply has answered; the others have to outlive a boundary. */
    private final Set<Integer> answered = new TreeSet<>();

    private Block.@Nullable Compaction boundary;
    private @Nullable ModelReply latest;
    private Purpose latestPurpose = Purpose.WORK;
    private @Nullable SessionState folded;
    private @Nullable Thread session;
    private Purpose asked = Purpose.WORK;
    private @Nullable ModelRequest work;
    private @Nullable ModelRequest summary;
    private int headOfSummary;
    private SessionEvent.@Nullable CompactionRequested requested;
    private SessionEvent.@Nullable CompactionRequested served;
    private boolean beside;
    private boolean lastWord;

    @Override
    public void on(JournalEntry entry, SessionState state) {
        folded = folded == null ? SessionState.of(List.of(entry)) : folded.after(entry);
        assertThat(folded).isEqualTo(state);
        assertThat(state.context().chars())
                .isEqualTo(state.context().messages().stream()
                        .mapToLong(TextSize::of)
                        .sum());
        switch (entry.event()) {
            case SessionEvent.ModelAsked request -> {
                session = Thread.currentThread();
                asked = request.purpose();
            }
            case SessionEvent.ModelReplied replied -> {
                if (replied.purpose() != Purpose.PROBE) {
                    replied(replied);
                }
            }
            case SessionEvent.CheckpointHeld held -> held(held);
            case SessionEvent.MessageReceived message -> {
                if (!lastWord) {
                    heard.add(List.of(new Block.Text(message.text())));
                }
            }
            case SessionEvent.CompactionRequested request -> requested = request;
            case SessionEvent.CompactionBegun begun -> beside = true;
            case SessionEvent.CompactionDropped dropped -> {
                requested = beside ? requested : null;
                beside = false;
            }
            case SessionEvent.ModelFailed failed -> beside &= failed.purpose() != Purpose.COMPACTION;
            case SessionEvent.WrapUpAsked wrapUp -> lastWord = true;
            default -> {}
        }
    }

    /** Whether the calling thread is one that asks beside the session's own. */
    boolean isBeside() {
        return session != null && !session.equals(Thread.currentThread());
    }

    boolean isSummary() {
        return isBeside() || asked == Purpose.COMPACTION;
    }

    private void replied(SessionEvent.ModelReplied event) {
        latest = event.reply();
        latestPurpose = event.purpose();
        sent.addAll(latest.content());
        if (event.purpose() != Purpose.COMPACTION && latest.compaction().isEmpty()) {
            joined(latest);
        }
    }

    private void joined(ModelReply reply) {
        said.add(reply.content());
        if (work != null) {
            answered.addAll(heard.in(work.messages()));
        }
    }

    private void held(SessionEvent.CheckpointHeld held) {
        boolean taken = held.closes();
        if (taken) {
            boundary = held.block();
            close(closed(held));
        }
        if (latestPurpose == Purpose.COMPACTION) {
            boolean again = held.decision() instanceof Decision.Resummarise && !beside && requested == null;
            requested = again ? served : requested;
            beside = false;
        }
        if (latest != null && latestPurpose != Purpose.COMPACTION && !latest.isPause()) {
            said.add(latest.content());
            if (!taken && work != null) {
                answered.addAll(heard.in(work.messages()));
            }
        }
    }

    private void close(List<Message> messages) {
        said.close(said.in(messages));
        var over = new TreeSet<>(heard.in(messages));
        over.retainAll(answered);
        heard.close(over);
    }

    /** What the boundary closes, taken from the request that brought it. */
    private List<Message> closed(SessionEvent.CheckpointHeld held) {
        if (latestPurpose == Purpose.COMPACTION) {
            var shown = assertThat(summary).isNotNull().actual().messages();
            return shown.subList(headOfSummary, shown.size());
        }
        var shown = assertThat(work).isNotNull().actual().messages();
        return shown.subList(0, shown.size() - held.keptMessages());
    }

    /** A request for a summary, about to be answered. */
    void checkSummary(ModelRequest request) {
        callsAreAnsweredAtOnce(request.messages());
        assertThat(said(request.messages()))
                .as("the model's own blocks, as they came")
                .allMatch(sent::contains);
        assertThat(request.messages().getLast().role()).isEqualTo(Role.USER);
        summary = request;
        headOfSummary = 0;
        if (!isBeside()) {
            served = requested;
            requested = null;
            headOfSummary =
                    served == null ? 0 : head(request.messages(), served.range().firstTurnsKept());
        }
    }

    /** Where the turn behind so many turns begins. */
    private static int head(List<Message> messages, int turns) {
        return turns == 0
                ? 0
                : IntStream.range(1, messages.size())
                        .filter(i -> messages.get(i).role() == Role.ASSISTANT
                                && (messages.get(i - 1).role() == Role.USER
                                        || messages.get(i - 1)
                                                .blocks(Block.Compaction.class)
                                                .findAny()
                                                .isPresent()))
                        .skip(turns)
                        .findFirst()
                        .orElseThrow();
    }

    /** Everything that the context of a turn promises. */
    void check(ModelRequest request) {
        if (request.tools().isEmpty()) {
            assertThat(request.messages()).hasSize(1);
            return;
        }
        var messages = request.messages();
        work = request;
        callsAreAnsweredAtOnce(messages);
        theBoundaryIsInItsPlace(messages);
        whatStandsStandsOnce(messages);
        assertThat(said(messages)).as("the model's own blocks, as they came").allMatch(sent::contains);
        said.check(messages, true);
        heard.check(messages, messages.getLast().role() == Role.USER);
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

    private void theBoundaryIsInItsPlace(List<Message> messages) {
        var blocks =
                messages.stream().flatMap(m -> m.blocks(Block.Compaction.class)).toList();
        if (boundary == null) {
            assertThat(blocks).isEmpty();
            return;
        }
        assertThat(blocks.stream().filter(block -> same(block, boundary)))
                .as("the summary of what was closed last")
                .hasSize(1);
        if (boundary.wire() != null) {
            assertThat(blocks.stream().filter(block -> block.wire() != null)).hasSize(1);
            assertThat(messages.getFirst().content().getFirst()).isSameAs(boundary);
        } else {
            assertThat(messages.stream().filter(m -> m.role() == Role.ASSISTANT))
                    .noneMatch(m -> m.content().contains(boundary));
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Block.Compaction one, Block.@Nullable Compaction other) {
        return one == other;
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
}
