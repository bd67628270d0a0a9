package dev.longhaul.samples.coding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Answer;
import java.util.regex.Pattern;

/** What is next for one item of the list, by what is in view. Pure. */
final class Work {

    private static final int TOO_MANY_ERRORS = 2;
    private static final Pattern GOES_ON = Pattern.compile("\\[the file goes on: read it with offset (\\d+)");

    private Work() {}

    /** How an item stands. */
    sealed interface Progress {

        record Done() implements Progress {}

        record Call(String tool, ObjectNode input) implements Progress {

            Answer.Call asked() {
                return new Answer.Call(tool, input);
            }
        }

        /** It cannot be done. */
        record Stuck(String why) implements Progress {}
    }

    static Progress on(String item, Sight sight) {
        if (item.equals(sight.finishedLast())) {
            return new Progress.Done();
        }
        var errors = sight.errors();
        if (errors.size() >= TOO_MANY_ERRORS) {
            return new Progress.Stuck(
                    "\"" + item + "\" failed twice: " + errors.getLast().text());
        }
        return switch (Step.of(item)) {
            case Step.Read(String path) -> reading(path, sight);
            case Step.Mend(String path) -> mending(path, sight);
            case Step.Write(String path) -> writing(path, sight);
            case Step.Test(boolean mustPass) -> testing(mustPass, sight);
            case Step.Unknown(String text) -> new Progress.Stuck("I do not know how to do \"" + text + "\".");
        };
    }

    private static Progress reading(String path, Sight sight) {
        var read = sight.recent(
                result -> result.tool().equals("read_file") && result.path().equals(path));
        if (read.isEmpty()) {
            return call("read_file", path(path));
        }
        var more = GOES_ON.matcher(read.get().text());
        return more.find()
                ? call("read_file", path(path).put("offset", Integer.parseInt(more.group(1))))
                : new Progress.Done();
    }

    private static Progress mending(String path, Sight sight) {
        if (sight.recent(result -> result.tool().equals("edit_file")).isPresent()) {
            return new Progress.Done();
        }
        var source = sight.recent(result -> result.tool().equals("read_file"));
        return source.isPresent() ? Fix.of(path, source.get().text(), sight) : call("read_file", path(path));
    }

    private static Progress writing(String path, Sight sight) {
        if (sight.recent(result -> result.tool().equals("write_file")).isPresent()) {
            return new Progress.Done();
        }
        return call("write_file", path(path).put("content", Fix.REPORT));
    }

    private static Progress testing(boolean mustPass, Sight sight) {
        var run = sight.recent(result -> result.tool().equals("run_command"));
        if (run.isPresent()) {
            var said = run.get().text();
            return mustPass && !said.startsWith("exit code 0,")
                    ? new Progress.Stuck("The tests still fail.\n\n" + said)
                    : new Progress.Done();
        }
        return sight.testCommand()
                .<Progress>map(command -> call(
                        "run_command", JsonNodeFactory.instance.objectNode().put("command", command)))
                .orElseGet(() -> new Progress.Stuck(
                        "I do not see how the tests are run: no rule in view says Tests: `command`."));
    }

    static Progress call(String tool, ObjectNode input) {
        return new Progress.Call(tool, input);
    }

    static ObjectNode path(String path) {
        return JsonNodeFactory.instance.objectNode().put("path", path);
    }
}
