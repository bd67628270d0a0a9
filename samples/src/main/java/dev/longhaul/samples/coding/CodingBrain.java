package dev.longhaul.samples.coding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The simulated model of the coding demo. It knows nothing but what it is shown: where it stands it reads off its to-do list,
 * and an exact value that is no longer in view it has forgotten. It mends what it understands, which is the demo's project.
 * Deterministic, without state, thread-safe.
 */
public final class CodingBrain implements Brain {

    private static final Pattern WRAP_UP = Pattern.compile("\\bwrap(ping)? up\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern GO_ON = Pattern.compile("\\bgo on with\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASKS_SUMMARY = Pattern.compile("\\bsummar(y|i[sz]e)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern KEEP_EXACT =
            Pattern.compile("\\b(exact|facts|codes?|numbers?|values?)\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public Answer answer(VisibleContext context) {
        var sight = Sight.of(context);
        var last = lastWords(context);
        if (WRAP_UP.matcher(last).find() && !GO_ON.matcher(last).find()) {
            return Answer.text(state(sight));
        }
        if (!context.toolsAllowed()) {
            return Answer.text(ASKS_SUMMARY.matcher(last).find() ? summarise(context, last) : state(sight));
        }
        return sight.todo().isEmpty() ? begin(sight) : work(sight);
    }

    /** The gist: how far the list is. Exact values go, unless they are asked for. */
    @Override
    public String summarise(VisibleContext context, @Nullable String instructions) {
        var sight = Sight.of(context);
        var summary = new StringBuilder(Sight.SUMMARY).append('\n').append(state(sight));
        sight.todo()
                .current()
                .filter(item -> Work.on(item, sight) instanceof Work.Progress.Done)
                .ifPresent(
                        item -> summary.append('\n').append(Sight.FINISHED_LAST).append(item));
        if (instructions != null && KEEP_EXACT.matcher(instructions).find()) {
            sight.salt().ifPresent(salt -> summary.append('\n').append(note(salt)));
        }
        return summary.toString();
    }

    private static Answer begin(Sight sight) {
        if (sight.isSummarised()) {
            return Answer.text("Work was under way, but I see no list of what is left. What shall I do?");
        }
        var listed = sight.recent(result -> result.tool().equals("list_files"));
        if (listed.isEmpty()) {
            return sight.errors().isEmpty()
                    ? Answer.call("list_files", JsonNodeFactory.instance.objectNode())
                    : Answer.text("I cannot list the files. "
                            + sight.errors().getLast().text());
        }
        var files = listed.get().text().lines().toList();
        if (!files.contains("AGENTS.md")) {
            return Answer.text(
                    "There is no AGENTS.md that says how the tests are run, and I am a simulated model: I mend the"
                            + " demo's project. Set ANTHROPIC_API_KEY to let a real one work here.");
        }
        return goOn("First I make a list.", Todo.of(Step.plan(files)), sight);
    }

    private static Answer work(Sight sight) {
        var item = sight.todo().current();
        if (item.isEmpty()) {
            return Answer.text("Everything on the list is done, and the tests pass: docs/report.md says what it was.");
        }
        return switch (Work.on(item.get(), sight)) {
            case Work.Progress.Call call -> Answer.calls(remark(sight), List.of(call.asked()));
            case Work.Progress.Done done -> goOn(remark(sight), sight.todo().ticked(), sight);
            case Work.Progress.Stuck(String why) -> Answer.text(why + "\n\n" + state(sight));
        };
    }

    /** Writes the list, and begins with what is next on it in the same reply. */
    private static Answer goOn(@Nullable String text, Todo todo, Sight sight) {
        var calls = new ArrayList<Answer.Call>();
        calls.add(new Answer.Call(Todo.TOOL, todo.input()));
        todo.current()
                .map(item -> Work.on(item, sight.withoutResults()))
                .filter(Work.Progress.Call.class::isInstance)
                .ifPresent(next -> calls.add(((Work.Progress.Call) next).asked()));
        return Answer.calls(text, calls);
    }

    /** What is needed later is said when it is read, and when work goes on behind a summary: as far as it is in view. */
    private static @Nullable String remark(Sight sight) {
        boolean isTime = sight.readsSalt() || sight.isBehindBoundary();
        return isTime ? sight.salt().map(CodingBrain::note).orElse(null) : null;
    }

    private static String note(String salt) {
        return "Needed for the fix: the salt of the check digits is " + salt + ".";
    }

    private static String state(Sight sight) {
        var todo = sight.todo();
        return "Done: %d of %d items of the to-do list. Not done: %s."
                .formatted(todo.done(), todo.items().size(), todo.current().orElse("nothing"));
    }

    private static String lastWords(VisibleContext context) {
        if (context.messages().isEmpty() || context.messages().getLast().role().equals("assistant")) {
            return "";
        }
        return context.messages().getLast().content().stream()
                .filter(VisibleBlock.Text.class::isInstance)
                .map(block -> ((VisibleBlock.Text) block).text())
                .reduce((first, last) -> last)
                .orElse("");
    }
}
