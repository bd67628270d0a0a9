package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.VisibleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The simulated model of the offline demo: a support agent that knows nothing but what it is shown. What a summary drops,
 * it has forgotten, the rule to go on included. How much of what is exact its summaries keep is its {@link Recall}.
 * Deterministic, without state, thread-safe.
 */
public final class SupportBrain implements Brain {

    private static final int CHARS_PER_TOKEN = 3;
    private static final int AROUND_A_REPLY = 300;

    private static final Pattern KEEP_TASK = Pattern.compile("\\b(task|rules?)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern KEEP_FACTS =
            Pattern.compile("\\b(exact|facts|codes?|numbers?|amounts?|dates)\\b", Pattern.CASE_INSENSITIVE);

    private final Recall recall;

    /** One whose summaries keep the gist and nothing exact. */
    public SupportBrain() {
        this(Recall.GIST);
    }

    public SupportBrain(Recall recall) {
        this.recall = recall;
    }

    @Override
    public Answer answer(VisibleContext context) {
        var view = View.of(context);
        if (Task.asksToWrapUp(context)) {
            return Answer.text(state(view));
        }
        if (!context.toolsAllowed()) {
            return Answer.text(
                    Task.asksForSummary(context) ? summarise(context, Task.lastWords(context)) : state(view));
        }
        if (view.stuck().isPresent()) {
            return Answer.text("I got the same error twice and stop here, for trying again will not help. "
                    + view.stuck().get() + "\n\n" + state(view));
        }
        var ticket = view.atHand();
        return ticket.isPresent() ? work(ticket.get(), context) : betweenTickets(view, context);
    }

    /**
     * What a summary keeps and loses is the point: the gist stays; exact words, codes and the task's rules go, but for what
     * is recalled or asked for.
     */
    @Override
    public String summarise(VisibleContext context, @Nullable String instructions) {
        var summary = View.of(context).summary();
        boolean exactly = asksFor(KEEP_FACTS, instructions);
        return summary.written(kept(
                context,
                summary,
                asksFor(KEEP_TASK, instructions),
                exact -> exactly || recall.keeps(exact, summary.done())));
    }

    private static List<String> kept(
            VisibleContext context, SummaryText summary, boolean keepsTask, Predicate<String> keeps) {
        var kept = new ArrayList<String>();
        if (keepsTask) {
            Task.rule(context).ifPresent(rule -> kept.add("From the task: " + rule));
        }
        var facts = summary.facts().stream().filter(keeps).toList();
        if (!facts.isEmpty()) {
            kept.add("Exact facts of the ticket at hand: " + String.join(", ", facts));
        }
        ReplyReference.in(context)
                .filter(reference -> keeps.test(reference.code()))
                .ifPresent(reference -> kept.add(reference.remembered()));
        return kept;
    }

    private static boolean asksFor(Pattern what, @Nullable String instructions) {
        return instructions != null && what.matcher(instructions).find();
    }

    private static Answer betweenTickets(View view, VisibleContext context) {
        if (view.queueIsEmpty()) {
            return Answer.text("The queue is empty. " + state(view));
        }
        if (Task.rule(context).isPresent() || view.isAsked()) {
            return calls(context, null, List.of(new Answer.Call(View.FETCH, object())));
        }
        if (view.isSummarised()) {
            return Answer.text("That was the ticket I was working on. Is there anything else you need?");
        }
        return Answer.text(
                view.lastDone() == null
                        ? "I work at the support desk. Which tickets shall I handle?"
                        : "Ticket " + view.lastDone() + " is complete. Is there anything else you need?");
    }

    private static Answer work(TicketCase ticket, VisibleContext context) {
        var step = ticket.next().orElse(Step.COMPLETE);
        var calls = new ArrayList<Answer.Call>();
        calls.add(new Answer.Call(step.tool(), input(step, ticket, context)));
        if (step == Step.PRIORITISE && ticket.left().contains(Step.ROUTE) && doesTwoAtOnce(ticket)) {
            calls.add(new Answer.Call(Step.ROUTE.tool(), input(Step.ROUTE, ticket, context)));
        }
        return calls(context, step == Step.CLASSIFY ? introduction(ticket) : null, calls);
    }

    private static Answer calls(VisibleContext context, @Nullable String text, List<Answer.Call> calls) {
        Optional<String> lacking = calls.stream()
                .map(Answer.Call::tool)
                .filter(name ->
                        context.tools().stream().noneMatch(tool -> tool.name().equals(name)))
                .findFirst();
        return lacking.isPresent()
                ? Answer.text("I cannot go on: I would need the tool " + lacking.get() + ", and it is not on offer.")
                : Answer.calls(text, calls);
    }

    private static ObjectNode input(Step step, TicketCase ticket, VisibleContext context) {
        var input = object();
        return switch (step) {
            case CLASSIFY -> input.put("ticket_id", ticket.id()).put("category", Triage.category(ticket));
            case SEARCH ->
                input.put("category", ticket.taken().getOrDefault(Step.CLASSIFY, Triage.category(ticket)))
                        .put("query", Reply.query(ticket));
            case PRIORITISE -> input.put("ticket_id", ticket.id()).put("priority", Triage.priority(ticket));
            case ROUTE -> input.put("ticket_id", ticket.id()).put("team", Triage.team(ticket));
            case DRAFT -> input.put("ticket_id", ticket.id()).put("response", reply(ticket, context));
            case COMPLETE -> input.put("ticket_id", ticket.id());
        };
    }

    private static String reply(TicketCase ticket, VisibleContext context) {
        int room = context.maxTokens() * CHARS_PER_TOKEN - AROUND_A_REPLY;
        return Reply.to(ticket, ReplyReference.in(context), room);
    }

    /** Some models call tools side by side now and then; this one does for about every other ticket. */
    private static boolean doesTwoAtOnce(TicketCase ticket) {
        return Math.floorMod(ticket.id().hashCode(), 2) == 0;
    }

    private static String introduction(TicketCase ticket) {
        return ticket.customer().isBlank()
                ? "Next is " + ticket.id() + "."
                : "Next is " + ticket.id() + " from " + ticket.customer() + ": " + ticket.subject() + ".";
    }

    private static String state(View view) {
        var done = "Done: %d %s%s."
                .formatted(
                        view.done(),
                        view.done() == 1 ? "ticket" : "tickets",
                        view.lastDone() == null ? "" : ", the last of them " + view.lastDone());
        var open = view.atHand()
                .map(ticket -> " Not done: " + ticket.id() + "; what is left is to "
                        + String.join(
                                ", ", ticket.left().stream().map(Step::ahead).toList()) + ".")
                .orElse(" No ticket is half done.");
        var rest = view.queueIsEmpty()
                ? " No tickets are left in the queue."
                : " There may be more tickets in the queue; I have not seen its end.";
        return done + open + rest;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
