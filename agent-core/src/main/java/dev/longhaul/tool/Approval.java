package dev.longhaul.tool;

/** Whether a person has to agree before a call runs. */
public enum Approval {
    NEVER,

    ALWAYS,

    /** As the tool says of the call at hand: {@link Tool#needsApproval}. */
    WHEN
}
