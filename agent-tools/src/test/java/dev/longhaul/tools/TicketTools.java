package dev.longhaul.tools;

// tag::define[]
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.tool.ToolContext;
import org.jspecify.annotations.Nullable;

public class TicketTools {

    public enum Priority {
        LOW,
        NORMAL,
        HIGH
    }

    public record Ticket(String id, String subject, Priority priority) {}

    private final Desk desk;

    public TicketTools(Desk desk) {
        this.desk = desk;
    }

    @Tool("Finds one ticket by its id")
    public Ticket find_ticket(@P("such as T-1042") String ticket_id) {
        return desk.find(ticket_id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no ticket " + ticket_id + "; call get_next_ticket for one that is open"));
    }

    @Tool("Sets how urgent a ticket is")
    public void set_priority(
            String ticket_id,
            Priority priority,
            @P(value = "shown to the team", required = false) @Nullable String reason) {
        desk.prioritise(ticket_id, priority, reason);
    }

    @Tool("Gives the customer money back")
    public String refund(String ticket_id, @P("in cents") long amount, ToolContext context) {
        return desk.refundOnce(context.idempotencyKey(), ticket_id, amount);
    }
    // end::define[]

    /** What the tools work on; not part of the page. */
    interface Desk {
        java.util.Optional<Ticket> find(String id);

        void prioritise(String id, Priority priority, @Nullable String reason);

        String refundOnce(String key, String id, long amount);
    }
}
