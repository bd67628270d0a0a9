package dev.longhaul.testing;

import dev.longhaul.model.CallScope;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelCapabilities;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A model that answers by a script and remembers what it was asked. Thread-safe.
 *
 * <pre>{@code
 * var model = ScriptedModel.of(Replies.call("t1", "now", "{}"), Replies.text("It is noon."));
 * }</pre>
 */
public final class ScriptedModel implements Model {

    /** One line of a script. */
    @FunctionalInterface
    public interface Line {
        /** Answers, or fails as a provider would. */
        ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException;
    }

    private final List<Line> script;
    private final CopyOnWriteArrayList<ModelRequest> requests = new CopyOnWriteArrayList<>();

    private ScriptedModel(List<Line> script) {
        this.script = List.copyOf(script);
    }

    /** Answers with these replies in turn. */
    public static ScriptedModel of(ModelReply... replies) {
        var lines = new ArrayList<Line>();
        for (var reply : replies) {
            lines.add((request, scope) -> reply);
        }
        return new ScriptedModel(lines);
    }

    /** Follows these lines in turn. */
    public static ScriptedModel following(Line... lines) {
        return new ScriptedModel(List.of(lines));
    }

    /** A line that fails. */
    public static Line failing(ModelException.Kind kind, String message) {
        return (request, scope) -> {
            throw new ModelException(kind, message);
        };
    }

    /** A line that answers. */
    public static Line replying(ModelReply reply) {
        return (request, scope) -> reply;
    }

    @Override
    public String name() {
        return "scripted";
    }

    /** Says that it can do every form of compaction; what comes of it is for the script to say. */
    @Override
    public ModelCapabilities capabilities() {
        return ModelCapabilities.COMPACTING;
    }

    /** Every request so far, in order. */
    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * The next line of the script.
     *
     * @throws AssertionError if the script has ended
     */
    @Override
    public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
        int line;
        synchronized (requests) {
            line = requests.size();
            requests.add(request);
        }
        if (line >= script.size()) {
            throw new AssertionError("the script has " + script.size() + " lines, and a request more came: " + request);
        }
        return script.get(line).reply(request, scope);
    }
}
