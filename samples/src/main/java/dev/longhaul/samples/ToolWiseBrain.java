package dev.longhaul.samples;

import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.EchoBrain;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.samples.coding.CodingBrain;
import dev.longhaul.samples.support.SupportBrain;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the brain that knows the tools offered: at a support desk or in a workspace as the agent there,
 * elsewhere as an echo.
 */
final class ToolWiseBrain implements Brain {

    private final Brain support = new SupportBrain();
    private final Brain coding = new CodingBrain();
    private final Brain echo = new EchoBrain();

    @Override
    public Answer answer(VisibleContext context) {
        return fitting(context).answer(context);
    }

    @Override
    public @Nullable String summarise(VisibleContext context, @Nullable String instructions) {
        return fitting(context).summarise(context, instructions);
    }

    private Brain fitting(VisibleContext context) {
        return offers(context, "get_next_ticket") ? support : offers(context, "edit_file") ? coding : echo;
    }

    private static boolean offers(VisibleContext context, String name) {
        return context.tools().stream().anyMatch(tool -> tool.name().equals(name));
    }
}
