package dev.longhaul.session;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Ledger;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Reservation;
import dev.longhaul.compaction.CompactionHistory;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.TextSize;
import dev.longhaul.tool.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that follows from a session's journal. Immutable; made by folding events, so a resumed session stands exactly where
 * the first one stood.
 */
public record SessionState(
        SessionEvent.Started start,
        RunTime time,
        long seq,
        Context context,
        ContextMeter meter,
        Position position,
        Spending spending,
        Compacting compacting,
        Progress progress,
        Inbox inbox,
        @Nullable WrapUp wrapUp) {

    /**
     * The state a journal leads to.
     *
     * @throws IllegalArgumentException if the journal is empty or does not begin with {@link SessionEvent.Started}
     */
    public static SessionState of(Iterable<JournalEntry> journal) {
        return new Replay(journal).state();
    }

    static SessionState begin(JournalEntry first) {
        if (!(first.event() instanceof SessionEvent.Started start)) {
            throw new IllegalArgumentException("a journal begins with Started, not "
                    + first.event().getClass().getSimpleName());
        }
        return new SessionState(
                start,
                RunTime.from(first.at()),
                first.seq(),
                Context.opening(start.task(), start.pins()),
                ContextMeter.UNCALIBRATED,
                new Position.Ready(),
                Spending.of(start.settings().budget()),
                Compacting.by(start),
                Progress.NONE,
                Inbox.EMPTY,
                null);
    }

    /** The state after one more event. */
    public SessionState after(JournalEntry entry) {
        return Fold.apply(this, entry).at(entry.seq(), time.after(entry));
    }

    /** What to do next. */
    public Next next() {
        return Deciding.next(this);
    }

    /** Which messages the compaction at hand closes, or the next one would. */
    public Cut cut() {
        if (position instanceof Position.AtBoundary boundary) {
            return boundary.cut();
        }
        var pending = compacting.pending();
        return pending == null ? CompactionDue.next(this) : pending.cut(context);
    }

    /** What becomes of the background summary if it has come. */
    public Arrival arrival() {
        return Arrival.at(this);
    }

    /** What is set aside for a background summary; empty if none is written. */
    public Optional<Reservation> pendingReservation() {
        return compacting.pending() instanceof Pending.Beside beside
                ? Optional.of(beside.reserved())
                : Optional.empty();
    }

    /** How the context is compacted next. */
    public NextCompaction nextCompaction() {
        return new NextCompaction(this);
    }

    /** What a wrap-up lets the model do. */
    public WrappingUp wrappingUp() {
        return new WrappingUp(this);
    }

    /** The pins that stand anew behind the boundary at hand: all, but the task where the opening stays in front of it. */
    public List<Pin> pinsBehind() {
        boolean openingStays = cut().keepsHead() && !context.hasBoundary();
        return start.settings().pins().stream()
                .filter(pin -> !(openingStays && pin instanceof Pin.Task))
                .toList();
    }

    /** Whether the context ends in a turn of the model that its provider interrupted. */
    public boolean isTurnOpen() {
        return position instanceof Position.Ready ready && ready.turnOpen();
    }

    /** An estimate of the context, system and tools included, in tokens. */
    public long contextTokens() {
        return meter.tokens(requestChars());
    }

    /** The size of the next request in characters. */
    public long requestChars() {
        return fixedChars() + context.chars();
    }

    /** The part of every request that no compaction can free, in characters: system and tools. */
    public long fixedChars() {
        var settings = start.settings();
        return settings.system().length()
                + settings.tools().stream().mapToLong(TextSize::of).sum();
    }

    /** With a context that old content was taken out of. */
    SessionState cleared(Context smaller) {
        var uncounted = with(smaller).with(meter.uncounted());
        return uncounted.with(ledger().shrunk(uncounted.contextTokens()));
    }

    /** How long it has run by {@code now}; once it has ended, how long it ran. */
    public Duration elapsed(Instant now) {
        return position instanceof Position.Ended ? time.elapsed() : time.elapsed(now);
    }

    /** What may still be spent of each limit that is set, in its unit. */
    public Map<Limit, Long> budgetLeft(Instant now) {
        var left = new EnumMap<Limit, Long>(Limit.class);
        budget().limits()
                .forEach((limit, max) ->
                        left.put(limit, Math.max(0, max - ledger().spent(limit, elapsed(now)) - carved().of(limit))));
        return left;
    }

    /** Edges reached by now that have not fired yet. */
    public List<Crossing> newCrossings(Instant now) {
        if (isEnding()) {
            return List.of();
        }
        return budget().crossings(ledger(), elapsed(now)).stream()
                .filter(crossing -> !spending.hasFired(crossing))
                .toList();
    }

    /** What has to be recorded if whoever made the call under way is gone. */
    public Optional<SessionEvent> lostCall() {
        return Resuming.lostCall(this);
    }

    /** Why nobody can go on with this session as it stands; empty if somebody can, or it has not ended. */
    public Optional<String> refusal() {
        return Resuming.refusal(this);
    }

    /** The same for an agent with these settings. */
    public Optional<String> refusal(AgentSettings now) {
        return refusal().or(() -> Resuming.refusal(this, now));
    }

    /** The idempotency key a call was started with; empty if it was not, or has its result. */
    public Optional<String> keyOf(String callId) {
        return position instanceof Position.Calling calling
                ? Optional.ofNullable(calling.open(callId).key())
                : Optional.empty();
    }

    /** The calls that a person was asked about and said nothing to yet, whether the session runs or is suspended for it. */
    public List<AwaitedCall> awaitingApproval() {
        return Resuming.before(position) instanceof Position.Calling calling ? OpenCalls.awaited(calling) : List.of();
    }

    /** The sub-agents that have not answered yet, whether the session runs or not; in no particular order. */
    public List<OpenChild> children() {
        return Children.open(this);
    }

    /** The sub-agent of a call that has no result yet; empty if it has none. */
    public Optional<OpenChild> child(String callId) {
        return position instanceof Position.Calling calling
                ? Optional.ofNullable(calling.open(callId).child())
                : Optional.empty();
    }

    /** The calls of the last reply that have no result yet, in its order. */
    public List<ToolCall> openCalls() {
        return position instanceof Position.Calling calling
                ? calling.unanswered().toList()
                : List.of();
    }

    /** What is set aside for sub-agents that have not answered yet, what they have spent already included. */
    public Amounts carved() {
        return Children.carved(this);
    }

    /** What was spent, sub-agents that have not answered included; where nobody knows, all that was set aside for them. */
    public Ledger spentAtMost() {
        return Children.atMost(this);
    }

    /** How it ended; empty while it has not. */
    public Optional<Ending> ending() {
        return position instanceof Position.Ended ended ? Optional.of(ended.ending()) : Optional.empty();
    }

    /** The number of the last letter that was taken out for it; 0 for none. */
    public long lettersTaken() {
        return inbox.lettersTaken();
    }

    /** Whether nothing is left but to say how it ended, or that is said. */
    public boolean isEnding() {
        return position instanceof Position.Due || position instanceof Position.Ended;
    }

    /** How many messages were sent to the session that no reply has answered. */
    public int unread() {
        return inbox.unread();
    }

    public SessionReport report(Instant now) {
        return new SessionReport(
                start.sessionId(),
                progress.lastText(),
                progress.turns(),
                Children.known(this),
                compactions(),
                memory(),
                compacting.ledger(),
                budget(),
                Children.reserved(this),
                elapsed(now),
                HandingOff.of(this));
    }

    /** What may be spent, as it stands now. */
    public Budget budget() {
        return spending.budget();
    }

    /** The reply that brought the boundary that is to be decided on; empty anywhere else. */
    public Optional<SessionEvent.ModelReplied> boundaryAtHand() {
        return position instanceof Position.AtBoundary at ? Optional.of(at.event()) : Optional.empty();
    }

    /** What became of the probe of the summary that is to be decided on; empty if none was asked for. */
    public Optional<Probed> probed() {
        return position instanceof Position.AtBoundary at ? Optional.ofNullable(at.probed()) : Optional.empty();
    }

    /** What was spent. */
    public Ledger ledger() {
        return spending.ledger();
    }

    /** What past boundaries say about the next one. */
    public CompactionHistory compactions() {
        return compacting.history();
    }

    /** What summaries lost, and what became of what was put back. */
    public Memory memory() {
        return compacting.memory();
    }

    /** How the context is compacted next. */
    CompactionPlan plan() {
        return compacting.plan();
    }

    private SessionState at(long newSeq, RunTime newTime) {
        return new SessionState(
                start, newTime, newSeq, context, meter, position, spending, compacting, progress, inbox, wrapUp);
    }

    /** Goes on from here in place of {@code later}, whose costs and letters stay, a summary that was being written included. */
    SessionState insteadOf(SessionState later, long newSeq) {
        var paid = Children.left(later).spending().abandonedFor(ledger());
        var lost = later.pendingReservation().map(Reservation::worst);
        var charged = lost.map(worst -> paid.with(paid.ledger().charge(worst))).orElse(paid);
        var here = Children.forgotten(with(charged)).with(inbox.insteadOf(later.inbox()));
        // Nobody writes a summary any more that was being written here.
        var alone = pendingReservation().isPresent() ? here.with(compacting.settled()) : here;
        return Resuming.withoutWrapUp(alone).at(newSeq, later.time());
    }

    /** Of an agent that was changed. */
    SessionState with(AgentSettings settings) {
        var changed = new SessionState(
                start.with(settings),
                time,
                seq,
                context,
                meter,
                position,
                spending,
                compacting,
                progress,
                inbox,
                wrapUp);
        return settings.compaction().equals(start.settings().compaction())
                ? changed
                : changed.with(CompactionPlan.of(settings.compaction()));
    }

    SessionState withoutWrapUp() {
        return copy(context, meter, position, spending, compacting, progress, inbox, null);
    }

    SessionState with(Context changed) {
        return copy(changed, meter, position, spending, compacting, progress, inbox, wrapUp);
    }

    SessionState with(ContextMeter changed) {
        return copy(context, changed, position, spending, compacting, progress, inbox, wrapUp);
    }

    SessionState with(Position changed) {
        return copy(context, meter, changed, spending, compacting, progress, inbox, wrapUp);
    }

    SessionState with(Spending changed) {
        return copy(context, meter, position, changed, compacting, progress, inbox, wrapUp);
    }

    SessionState with(Ledger changed) {
        return with(spending.with(changed));
    }

    SessionState with(Compacting changed) {
        return copy(context, meter, position, spending, changed, progress, inbox, wrapUp);
    }

    SessionState with(CompactionHistory changed) {
        return with(compacting.with(changed));
    }

    SessionState with(Memory changed) {
        return with(compacting.with(changed));
    }

    SessionState with(CompactionPlan changed) {
        return with(compacting.with(changed));
    }

    SessionState with(Progress changed) {
        return copy(context, meter, position, spending, compacting, changed, inbox, wrapUp);
    }

    SessionState with(Inbox changed) {
        return copy(context, meter, position, spending, compacting, progress, changed, wrapUp);
    }

    SessionState with(WrapUp changed) {
        return copy(context, meter, position, spending, compacting, progress, inbox, changed);
    }

    private SessionState copy(
            Context newContext,
            ContextMeter newMeter,
            Position newPosition,
            Spending newSpending,
            Compacting newCompacting,
            Progress newProgress,
            Inbox newInbox,
            @Nullable WrapUp newWrapUp) {
        return new SessionState(
                start,
                time,
                seq,
                newContext,
                newMeter,
                newPosition,
                newSpending,
                newCompacting,
                newProgress,
                newInbox,
                newWrapUp);
    }
}
