package dev.longhaul.samples.coding;

import dev.longhaul.compaction.Pin;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.AgentRunnerBuilder;
import dev.longhaul.tools.workspace.Workspace;

/** A coding agent: who it is told it is, what it works with, what stays in its view. */
public final class CodingAgent {

    /** Who it is. The rules of a project are the project's to say. */
    public static final String SYSTEM = """
            You are a careful programmer and work in one folder with the tools you have. Look before you change anything: list \
            and read files, run the tests. Keep a to-do list with the tool todo and keep it up to date. Follow the rules of \
            AGENTS.md and CLAUDE.md, if there are any. Make the smallest change that does what is asked, run the tests again, \
            and say at the end what you changed and what the tests said. Never say that tests pass unless you saw it.""";

    /** What it is to do in the demo. */
    public static final String DEMO_TASK = """
            The gate refuses the parcels of our depot, see docs/incident.md. Find out why from the documents and the logs, mend \
            the code so that its tests pass, and write docs/report.md about it.""";

    private CodingAgent() {}

    /**
     * An agent on a workspace, with a to-do list.
     *
     * @param pinsRules whether the project's rules stay in view; they are read anew at every boundary then
     */
    public static AgentRunnerBuilder on(Workspace workspace, boolean pinsRules) {
        var agent = AgentRunner.builder()
                .system(SYSTEM)
                .tools(workspace.tools().toArray())
                .todo();
        if (pinsRules) {
            workspace.rulesFiles().forEach(file -> agent.pin(Pin.file(file)));
        }
        return agent;
    }
}
