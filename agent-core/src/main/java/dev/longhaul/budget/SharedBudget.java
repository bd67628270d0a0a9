package dev.longhaul.budget;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A budget that several sessions spend from at once. What one sets aside, none of the others can; the wrap-up of each stays
 * its own and is never lent. Thread-safe; lives as long as its process, and is filled again by resuming the sessions that
 * share it.
 */
public final class SharedBudget {

    /**
     * So many sessions that ended are known by name, and so many that others pay for; one that is heard of again later counts
     * twice, so never too little.
     */
    static final int MOST_REMEMBERED = 1_000;

    private final Budget budget;
    /** Of sessions that run. */
    private final Map<String, Share> shares = new HashMap<>();

    /** What those spent that ended, each; the oldest at the head. */
    private final Map<String, Amounts> ended = new LinkedHashMap<>();

    /** What callers were charged for sub-agents: so much counts there, and only what is more counts here; the oldest at the head. */
    private final Map<String, Amounts> paid = new LinkedHashMap<>();

    /** What all that ended have spent, remembered or not. */
    private Amounts spentByEnded = Amounts.NONE;

    /** A pool of what {@code budget} allows, for all sessions together. Time, and tool calls before they are run, are each session's own. */
    public SharedBudget(Budget budget) {
        this.budget = budget;
    }

    /**
     * One session's part.
     *
     * @param spent what its ledger says
     * @param reserved for a call under way
     * @param held for its wrap-up
     */
    private record Share(Amounts spent, Amounts reserved, Amounts held) {
        static final Share NONE = new Share(Amounts.NONE, Amounts.NONE, Amounts.NONE);

        Amounts all() {
            return spent.plus(reserved).plus(held);
        }
    }

    public Budget budget() {
        return budget;
    }

    /**
     * Sets aside a call and the wrap-up behind it, or the wrap-up itself.
     *
     * @param sessionId who asks; it has no other call under way
     * @param spent what its ledger says
     * @param reserve for its wrap-up; null if the call is the wrap-up
     */
    public synchronized Fit reserve(
            String sessionId,
            Amounts spent,
            CallBound call,
            Price price,
            Reserver.@Nullable WrapUpReserve reserve,
            long least) {
        var fit = Reserver.reserve(budget, ofOthers(sessionId).plus(spent), call, price, reserve, least);
        if (fit instanceof Fit.Fits fits) {
            var granted = fits.reservation();
            var held = reserve == null ? Amounts.NONE : reserve.behind(granted.call(), price);
            takeBack(sessionId);
            shares.put(sessionId, new Share(spent, granted.amounts(), held));
        }
        return fit;
    }

    /** Whether a session that has not begun could set aside so much; nothing is set aside. */
    public synchronized Fit wouldReserve(
            CallBound call, Price price, Reserver.@Nullable WrapUpReserve reserve, long least) {
        return Reserver.reserve(budget, ofOthers(""), call, price, reserve, least);
    }

    private Amounts ofOthers(String sessionId) {
        var sum = spentByEnded.minus(ended.getOrDefault(sessionId, Amounts.NONE));
        for (var entry : shares.entrySet()) {
            if (!entry.getKey().equals(sessionId)) {
                sum = sum.plus(entry.getValue().all().beyond(paidFor(entry.getKey())));
            }
        }
        return sum;
    }

    /** A session's call is over, and its ledger says so. What is held for its wrap-up stays. */
    public synchronized void settled(String sessionId, Amounts spent) {
        takeBack(sessionId);
        var share = shares.getOrDefault(sessionId, Share.NONE);
        shares.put(sessionId, new Share(spent, Amounts.NONE, share.held()));
    }

    /** A session ended and needs no wrap-up any more. What it spent stays spent. */
    public synchronized void ended(String sessionId, Amounts spent) {
        takeBack(sessionId);
        shares.remove(sessionId);
        var counted = spent.beyond(paidFor(sessionId));
        if (!counted.equals(Amounts.NONE)) {
            spentByEnded = spentByEnded.plus(counted);
            ended.put(sessionId, counted);
            forgetTheOldest(ended.keySet());
        }
    }

    /**
     * A sub-agent's call is over, and its caller's ledger says what it was charged for it.
     *
     * @param charged no more of what the sub-agent has spent, or still spends, is its own
     */
    public synchronized void paid(String sessionId, Amounts charged) {
        var counted = ended.get(sessionId);
        takeBack(sessionId);
        paid.put(sessionId, charged);
        forgetTheOldest(paid.keySet());
        if (counted != null) {
            ended(sessionId, counted);
        }
    }

    private Amounts paidFor(String sessionId) {
        return paid.getOrDefault(sessionId, Amounts.NONE);
    }

    /** A session that had ended is here again: its ledger says all that it spent. */
    private void takeBack(String sessionId) {
        var spent = ended.remove(sessionId);
        if (spent != null) {
            spentByEnded = spentByEnded.minus(spent);
        }
    }

    private static void forgetTheOldest(Set<String> known) {
        if (known.size() > MOST_REMEMBERED) {
            known.remove(known.iterator().next());
        }
    }

    /** How many sessions are known by name. */
    synchronized int known() {
        return shares.size() + ended.size() + paid.size();
    }

    /** What all sessions together have spent. */
    public synchronized Amounts spent() {
        return shares.entrySet().stream()
                .map(share -> share.getValue().spent().beyond(paidFor(share.getKey())))
                .reduce(spentByEnded, Amounts::plus);
    }

    /** What is set aside at this moment, for calls under way and for wrap-ups. */
    public synchronized Amounts setAside() {
        return shares.values().stream()
                .map(share -> share.reserved().plus(share.held()))
                .reduce(Amounts.NONE, Amounts::plus);
    }
}
