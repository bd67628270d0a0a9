package dev.longhaul.tools;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;

/** The example of policies in docs/tools.md. */
// tag::policy[]
public class RefundTools {

    private final Desk desk;

    public RefundTools(Desk desk) {
        this.desk = desk;
    }

    /** The desk knows the key, so that a second run changes nothing; large sums wait for a person. */
    @Tool("Gives the customer money back")
    @ToolPolicy(timeout = "30s", approvalWhen = "isLarge")
    public String refund(String ticket_id, @P("in cents") long amount, ToolContext context) {
        return desk.refundOnce(context.idempotencyKey(), ticket_id, amount);
    }

    boolean isLarge(ToolCall call) {
        return call.input().tree().path("amount").asLong() > 10_000;
    }

    /** Nobody could tell a second letter from the first, so after a crash somebody looks before it is sent again. */
    @Tool("Sends the customer a letter")
    @ToolPolicy(rerun = Rerun.ASK, parallel = false)
    public void send_letter(String ticket_id, String text) {
        desk.send(ticket_id, text);
    }

    /** The model reads the first 2,000 tokens or so, and the rest page by page if it wants to. */
    @Tool("Tells all that was ever written about a ticket")
    @ToolPolicy(maxResultTokens = 2_000)
    public String history(String ticket_id) {
        return desk.history(ticket_id);
    }
    // end::policy[]

    /** What the tools work on. */
    interface Desk {
        String refundOnce(String key, String ticket, long cents);

        void send(String ticket, String text);

        String history(String ticket);
    }
}
