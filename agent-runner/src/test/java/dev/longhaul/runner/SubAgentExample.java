package dev.longhaul.runner;

import dev.longhaul.budget.Budget;
import dev.longhaul.model.Model;
import dev.longhaul.session.InMemoryJournal;

/** What docs/tools.md shows of sub-agents. */
final class SubAgentExample {

    private SubAgentExample() {}

    static AgentRunner editor(Model model, Model cheaper, Object library, InMemoryJournal store) {
        // tag::sub-agent[]
        var reader = SubAgent.tool(
                "reader",
                "Reads one report and says what is in it. Give its name and what you want to know.",
                AgentRunner.builder()
                        .model(cheaper) // the caller's, if none is named
                        .system("You read reports. Answer in a few sentences, with page numbers.")
                        .tools(library)
                        .budget(Budget.unlimited().billedTokens(200_000))); // the most that one call may spend

        return AgentRunner.builder()
                .model(model)
                .system("You compare reports. Have several read at once.")
                .tools(reader)
                .budget(Budget.unlimited().billedTokens(1_000_000))
                .journal(store)
                .build();
        // end::sub-agent[]
    }
}
