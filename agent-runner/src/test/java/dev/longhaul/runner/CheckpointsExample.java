package dev.longhaul.runner;

import dev.longhaul.compaction.Checkpoint;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.retention.Extractor;
import dev.longhaul.compaction.retention.Extractors;
import dev.longhaul.compaction.retention.Fact;
import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.compaction.retention.FactKind;
import dev.longhaul.compaction.retention.FactSink;
import dev.longhaul.compaction.retention.RankedFact;
import dev.longhaul.compaction.retention.TextUnit;
import dev.longhaul.model.Model;
import java.nio.file.Path;
import java.util.Queue;
import java.util.regex.Pattern;

/** What docs/checkpoints.md shows. */
final class CheckpointsExample {

    private CheckpointsExample() {}

    // tag::hook[]
    /** Sends a summary back that lost a rule, a promise or an open question, and ends before the agent walks in circles. */
    static final class PromisesKept implements CheckpointHook {

        @Override
        public Decision at(Checkpoint checkpoint) {
            var lost = checkpoint.retention().lostWorthKeeping().stream()
                    .map(RankedFact::fact)
                    .filter(fact -> fact.kind() == FactKind.OBLIGATION)
                    .map(Fact::text)
                    .toList();
            if (!lost.isEmpty()) {
                return Decision.resummarise("Keep these word for word:\n" + String.join("\n", lost));
            }
            if (checkpoint.boundary().number() >= 20) {
                return Decision.wrapUp("twenty compactions are enough for one task");
            }
            return Decision.accept();
        }
    }
    // end::hook[]

    // tag::extractor[]
    /** Finds places in a warehouse, such as "shelf B, row 7". Stateless, so that all sessions can share it. */
    static final class ShelfPlaces implements Extractor {

        private static final Pattern PLACE = Pattern.compile("shelf [A-Z], row \\d+");

        @Override
        public void extract(TextUnit unit, FactSink sink) {
            var matcher = PLACE.matcher(unit.text());
            while (matcher.find()) {
                sink.found(FactKind.IDENTIFIER, matcher.start(), matcher.end());
            }
        }
    }
    // end::extractor[]

    static AgentRunner agent(Model model, Path rulesFile, Queue<String> queue) {
        // tag::agent[]
        return AgentRunner.builder()
                .model(model)
                .compaction(Compaction.at(75_000).keepTail(10_000).reinject(2_000))
                .onCheckpoint(new PromisesKept())
                .inspector(new FactInspector(Extractors.standardAnd(new ShelfPlaces())))
                .pin(Pin.text("tone", "Be kind, and promise nothing."))
                .pin(Pin.file(rulesFile)) // read anew at every boundary
                .pin(Pin.recentTurns(2).priority(Pin.Priority.NORMAL))
                .pin(Pin.of("queue", () -> queue.size() + " tickets wait")) // asked anew at every boundary
                .todo() // the tool todo; its list is pinned as it stands
                .build();
        // end::agent[]
    }

    static Compaction probed() {
        // tag::probe[]
        return Compaction.at(75_000).probe();
        // end::probe[]
    }

    static AgentRunnerBuilder probedBy(Model cheaper) {
        // tag::prober[]
        return AgentRunner.builder().probe(cheaper);
        // end::prober[]
    }
}
