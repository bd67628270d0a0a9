package dev.longhaul.tool;

/**
 * What a person said to a call.
 *
 * @param approved whether it may run
 * @param reason the model reads it if the call was denied; empty for none
 * @param who said so, for people
 */
public record ApprovalAnswer(boolean approved, String reason, String who) {

    public static ApprovalAnswer yes(String who) {
        return new ApprovalAnswer(true, "", who);
    }

    public static ApprovalAnswer no(String reason, String who) {
        return new ApprovalAnswer(false, reason, who);
    }
}
