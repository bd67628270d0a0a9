package dev.longhaul.runner.claude;

import dev.longhaul.model.Block;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.ModelRequest;
import java.util.Set;
import java.util.TreeSet;

/**
 * The beta headers a request needs: to ask for compaction, and for as long as a block stands in the context (wire spec §1.7,
 * §2.5). A block goes back with the header of the form it came by.
 */
final class CompactionBetas {

    private static final String THRESHOLD = "compact-2026-01-12";
    private static final String ON_DEMAND = "compact-2026-09-04";

    private CompactionBetas() {}

    static Set<String> of(ModelRequest request) {
        var betas = new TreeSet<String>();
        switch (request.compaction()) {
            case CompactionRequest.Threshold threshold -> betas.add(THRESHOLD);
            case CompactionRequest.OnDemand onDemand -> betas.add(ON_DEMAND);
            case null -> {}
        }
        request.messages().stream()
                .flatMap(message -> message.blocks(Block.Compaction.class))
                .filter(block -> block.wire() != null)
                .forEach(block -> betas.add(block.onDemand() ? ON_DEMAND : THRESHOLD));
        return betas;
    }
}
