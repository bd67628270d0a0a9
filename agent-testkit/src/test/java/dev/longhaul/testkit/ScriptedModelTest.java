package dev.longhaul.testkit;

import dev.longhaul.model.Block;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.StopReason;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.testing.ScriptedModel.Line;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** The model of unit tests keeps the promises of a real one. */
class ScriptedModelTest implements ModelContract {

    @Override
    public Model model(ProviderAnswer... answers) {
        return ScriptedModel.following(
                Arrays.stream(answers).map(ScriptedModelTest::line).toArray(Line[]::new));
    }

    @Override
    public Model unreachable() {
        return ScriptedModel.following(ScriptedModel.failing(ModelException.Kind.UNREACHABLE, "no route to host"));
    }

    private static Line line(ProviderAnswer answer) {
        return switch (answer) {
            case ProviderAnswer.Says says -> ScriptedModel.replying(Replies.text(says.text()));
            case ProviderAnswer.Repeats repeats -> (request, scope) -> Replies.text(lastTold(request));
            case ProviderAnswer.Calls calls -> ScriptedModel.replying(calls(calls.calls()));
            case ProviderAnswer.IsCutOff cut ->
                ScriptedModel.replying(Replies.reply(StopReason.MAX_TOKENS, List.of(new Block.Text(cut.text()))));
            case ProviderAnswer.Refuses refuses -> ScriptedModel.replying(Replies.reply(StopReason.REFUSAL, List.of()));
            case ProviderAnswer.Summarises summarises -> ScriptedModel.replying(Replies.pause(summarises.summary()));
            case ProviderAnswer.Hangs hangs ->
                (request, scope) -> {
                    new CountDownLatch(1).await();
                    return Replies.text("never");
                };
        };
    }

    private static String lastTold(ModelRequest request) {
        return request.messages().getLast().content().getLast() instanceof Block.ToolResult result
                ? result.text()
                : request.messages().getLast().text();
    }

    private static ModelReply calls(List<ProviderAnswer.Call> calls) {
        return Replies.calls(IntStream.range(0, calls.size())
                .mapToObj(i -> new Block.ToolUse(
                        "call-" + i, calls.get(i).tool(), calls.get(i).input()))
                .toArray(Block.ToolUse[]::new));
    }
}
