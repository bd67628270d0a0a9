package dev.longhaul.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Replies for a script. Each uses 100 input and 10 output tokens unless {@link #using} says otherwise. */
public final class Replies {

    private static final Usage SMALL = Usage.of(100, 10);

    private Replies() {}

    /** Says something and is done. */
    public static ModelReply text(String text) {
        return reply(StopReason.END_TURN, List.of(new Block.Text(text)));
    }

    /** Calls one tool; {@code input} is JSON. */
    public static ModelReply call(String id, String tool, String input) {
        return calls(new Block.ToolUse(id, tool, new Json(input)));
    }

    /** Calls several tools at once. */
    public static ModelReply calls(Block.ToolUse... calls) {
        return reply(StopReason.TOOL_USE, List.of(calls));
    }

    /** Pauses behind a compaction; a null summary is a failed one. */
    public static ModelReply pause(@Nullable String summary) {
        var usage = new ReplyUsage(Usage.NONE, List.of(new Iteration(Kind.COMPACTION, "", Usage.of(50_000, 200))));
        return new ModelReply(
                "msg", "scripted", List.of(compaction(summary)), StopReason.COMPACTION, "compaction", usage);
    }

    /** A compaction block as the provider would send it. */
    public static Block.Compaction compaction(@Nullable String summary) {
        var json =
                JsonNodeFactory.instance.objectNode().put("type", "compaction").put("content", summary);
        return new Block.Compaction(summary, Json.of(json));
    }

    /** A summary as it comes when it was asked for: signed, and nothing else in the reply. It cost 5,000 tokens to read. */
    public static ModelReply signed(String summary) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "compaction")
                .put("content", summary)
                .put("signature", "signed");
        var usage = new ReplyUsage(Usage.NONE, List.of(new Iteration(Kind.COMPACTION, "", Usage.of(5_000, 200))));
        return new ModelReply(
                "msg",
                "scripted",
                List.of(new Block.Compaction(summary, Json.of(json))),
                StopReason.COMPACTION,
                "compaction",
                usage);
    }

    /** Any reply. */
    public static ModelReply reply(StopReason reason, List<? extends Block> content) {
        return new ModelReply(
                "msg",
                "scripted",
                List.copyOf(content),
                reason,
                reason.name().toLowerCase(Locale.ROOT),
                ReplyUsage.of(SMALL));
    }

    /** The same reply at another cost. */
    public static ModelReply using(ModelReply reply, Usage usage) {
        return new ModelReply(
                reply.id(), reply.model(), reply.content(), reply.stopReason(), reply.stopText(), ReplyUsage.of(usage));
    }
}
