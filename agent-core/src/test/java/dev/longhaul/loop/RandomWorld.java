package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Next;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.ScriptedModel.Line;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolResult;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A model, a tool and users that do anything at any time, with a witness who watches. What runs beside the session comes
 * only when the session's own thread lets it, so that a seed always tells the same story.
 */
final class RandomWorld {

    private static final int REPLIES = 60;

    private final RandomGenerator random;
    private final Compaction policy;
    private final ContextWitness witness = new ContextWitness();
    private final RandomModel model;
    private final TestAgent agent;
    private volatile @Nullable HeldSummary held;
    private int spoken;

    /** @param savesInWrapUp whether its tool may be called in a wrap-up */
    RandomWorld(RandomGenerator random, Compaction policy, boolean savesInWrapUp) {
        this.random = random;
        this.policy = policy;
        this.model = new RandomModel(random, random.nextInt(REPLIES), isAskedFor(policy) ? 4 : 30);
        Line line = this::reply;
        this.agent = TestAgent.following(Collections.nCopies(20 * REPLIES, line).toArray(Line[]::new))
                .tools(savesInWrapUp ? TestTools.inWrapUp(look()) : look())
                .listener(this::on);
    }

    TestAgent agent() {
        return agent;
    }

    private static boolean isAskedFor(Compaction policy) {
        return policy.form().orElseThrow().isAskedFor();
    }

    private void on(JournalEntry entry, SessionState state) {
        witness.on(entry, state);
        if (entry.event() instanceof SessionEvent.CompactionBegun) {
            held = HeldSummary.answering((asked, scope) -> summary(asked));
        }
        var summary = held;
        if (summary != null && state.next() instanceof Next.AwaitCompaction) {
            summary.release();
        }
    }

    private ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
        if (witness.isBeside()) {
            return Objects.requireNonNull(held).reply(request, scope);
        }
        if (witness.isSummary()) {
            return summary(request);
        }
        witness.check(request);
        speak();
        letArrive();
        return model.reply(request, scope);
    }

    private ModelReply summary(ModelRequest request) throws ModelException {
        witness.checkSummary(request);
        return model.summary(request);
    }

    /** Somebody may say something, or ask for a compaction. */
    private void speak() {
        while (random.nextInt(100) < 20) {
            agent.send("Message ~" + spoken++ + ".");
        }
        if (random.nextInt(100) < 8) {
            agent.mailbox().compaction(range(), random.nextBoolean() ? "Keep numbers." : null);
        }
    }

    private CompactionRange range() {
        boolean head = policy.form().equals(Optional.of(CompactionForm.CLIENT)) && random.nextBoolean();
        return new CompactionRange(head ? random.nextInt(1, 4) : 0, random.nextInt(4));
    }

    private void letArrive() throws InterruptedException {
        var summary = held;
        if (summary != null && random.nextInt(100) < 30) {
            summary.arrive();
            held = null;
        }
    }

    private static Tool look() {
        return doing("look", (call, context) -> {
            int size = call.input().tree().path("size").asInt();
            if (size % 10 == 0) {
                throw new IllegalStateException("cannot see");
            }
            return ToolResult.of(call, "x".repeat(size));
        });
    }
}
