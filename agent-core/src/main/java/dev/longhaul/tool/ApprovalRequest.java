package dev.longhaul.tool;

/**
 * A call that waits for a person.
 *
 * @param call what would run
 * @param why a person is asked, in words for people
 */
public record ApprovalRequest(String sessionId, ToolCall call, String why) {}
