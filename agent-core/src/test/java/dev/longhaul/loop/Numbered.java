package dev.longhaul.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Things with a number of their own, said in order, and which of them a context still has to hold. */
final class Numbered {

    private final Pattern pattern;
    private final Set<Integer> open = new TreeSet<>();
    private final Set<Integer> closed = new TreeSet<>();

    Numbered(String regex) {
        this.pattern = Pattern.compile(regex);
    }

    /** They are said, and have to stand from now on; thinking may be left out. */
    void add(List<Block> blocks) {
        open.addAll(numbers(blocks.stream()
                .filter(block -> !(block instanceof Block.Thinking))
                .toList()));
    }

    /** They are summed up, and may stand nowhere any more. */
    void close(Iterable<Integer> numbers) {
        for (var number : numbers) {
            open.remove(number);
            closed.add(number);
        }
    }

    /** All that stand in these messages, in order; the model's own and results, but not summaries. */
    List<Integer> in(List<Message> messages) {
        return numbers(messages.stream().flatMap(m -> m.content().stream()).toList());
    }

    /**
     * Checks that what has to stand stands once and in order, and nothing else does.
     *
     * @param complete whether all of it has to be there already
     */
    void check(List<Message> messages, boolean complete) {
        var blocks = messages.stream()
                .flatMap(m -> m.content().stream())
                .filter(block -> !(block instanceof Block.ToolResult))
                .toList();
        assertThat(numbers(blocks)).as("summarised, and sent again").doesNotContainAnyElementsOf(orNone(closed));
        var standing = numbers(blocks.stream()
                .filter(block -> !(block instanceof Block.Thinking))
                .toList());
        assertThat(standing).as("in order, and once").isSorted().doesNotHaveDuplicates();
        if (complete) {
            assertThat(standing).as("all that is not summarised").containsExactlyElementsOf(open);
        } else {
            assertThat(open).containsAll(standing);
        }
    }

    private static Set<Integer> orNone(Set<Integer> numbers) {
        return numbers.isEmpty() ? Set.of(-1) : numbers;
    }

    private List<Integer> numbers(List<Block> blocks) {
        var numbers = new ArrayList<Integer>();
        for (var block : blocks) {
            var matcher = pattern.matcher(block instanceof Block.Compaction ? "" : block.toString());
            while (matcher.find()) {
                numbers.add(Integer.valueOf(matcher.group(1)));
            }
        }
        return numbers;
    }
}
