package dev.longhaul.loop;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.CallBound;
import dev.longhaul.budget.Fit;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.budget.Reserver;
import dev.longhaul.budget.Settlement;
import dev.longhaul.budget.SharedBudget;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.SessionState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sets aside what a call may cost at worst before it is made, and settles what it did cost. Near the edge, where a cautious
 * bound would refuse what can be paid for, it has the prompt counted. Thread-safe.
 */
final class Till {

    private final Pricing pricing;
    private final @Nullable SharedBudget shared;

    Till(Pricing pricing, @Nullable SharedBudget shared) {
        this.pricing = pricing;
        this.shared = shared;
    }

    /** What sub-agents are paid by. */
    Carves carves(Model model) {
        return new Carves(pricing, model.name());
    }

    /** Which of a session's two calls asks, for both may be under way at once. */
    enum Share {
        SESSION,
        /** A summary that is written beside the work. */
        BESIDE,
        /** A session that has not begun. */
        NONE_YET
    }

    /** What may be sent, and what is set aside for it; or why nothing may. */
    sealed interface Grant {
        record Granted(ModelRequest request, Reservation reservation) implements Grant {}

        record Refused(Fit.TooDear why) implements Grant {}
    }

    Grant reserve(SessionState state, Purpose purpose, ModelRequest request, Model model, CallScope scope, Instant now)
            throws InterruptedException {
        var asked = new Asked(state, purpose, Share.SESSION, model.name(), day(now));
        return reserve(asked, request, model, scope);
    }

    /** The same for a summary that is written beside the work. */
    Grant reserveBeside(SessionState state, ModelRequest request, Model model, Instant now)
            throws InterruptedException {
        var asked = new Asked(state, Purpose.COMPACTION, Share.BESIDE, model.name(), day(now));
        return reserve(asked, request, model, CallScope.unlimited());
    }

    /** Whether the first call of a session could be paid for; nothing is set aside in what is shared. */
    Grant wouldReserve(SessionState first, ModelRequest request, Model model, Instant now) throws InterruptedException {
        var asked = new Asked(first, Purpose.WORK, Share.NONE_YET, model.name(), day(now));
        return reserve(asked, request, model, CallScope.unlimited());
    }

    private Grant reserve(Asked asked, ModelRequest request, Model model, CallScope scope) throws InterruptedException {
        var state = asked.state;
        var purpose = asked.purpose;
        var bound = CallBounds.of(state, purpose, request, OptionalLong.empty());
        var fit = asked.fit(bound);
        if (fit instanceof Fit.TooDear) {
            bound = CallBounds.of(state, purpose, request, count(model, request, scope));
            fit = asked.fit(bound);
        }
        if (fit instanceof Fit.TooDear && CallBounds.mayDoWithoutCompaction(purpose, bound)) {
            fit = asked.fit(CallBounds.withoutCompaction(bound));
        }
        return switch (fit) {
            case Fit.Fits fits -> new Grant.Granted(CallBounds.within(request, fits.reservation()), fits.reservation());
            case Fit.TooDear tooDear -> new Grant.Refused(tooDear);
        };
    }

    /**
     * Whether one more attempt of the same call can be paid for.
     *
     * @param failed what its last attempts are charged that are not on record
     */
    boolean reserveAgain(SessionState state, Purpose purpose, Share share, Reservation reservation, Amounts failed) {
        var asked = new Asked(state, purpose, share, "", LocalDate.EPOCH);
        return asked.fit(failed, reservation.call(), reservation.price()) instanceof Fit.Fits fits
                && fits.reservation().call().equals(reservation.call());
    }

    Settlement settle(Purpose purpose, Model model, ModelReply reply, Reservation reserved, Instant now) {
        return pricing.settle(purpose, model.name(), day(now), reply, reserved);
    }

    /** Tells the others who share the budget what this session stands at. */
    void settled(SessionState state) {
        if (shared != null) {
            shared.settled(state.start().sessionId(), state.ledger().amounts());
            if (state.pendingReservation().isEmpty()) {
                shared.ended(besideOf(state), Amounts.NONE);
            }
        }
    }

    /** The session's ledger holds so much for its sub-agent, which had a share of its own until now. */
    void booked(SessionState state, String child, Amounts charged) {
        if (shared != null) {
            shared.settled(state.start().sessionId(), state.ledger().amounts());
            shared.paid(child, charged);
        }
    }

    /** The session needs no wrap-up any more. */
    void ended(SessionState state) {
        if (shared != null) {
            shared.ended(state.start().sessionId(), state.ledger().amounts());
            shared.ended(besideOf(state), Amounts.NONE);
        }
    }

    private static String besideOf(SessionState state) {
        return state.start().sessionId() + "/beside";
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static OptionalLong count(Model model, ModelRequest request, CallScope scope) throws InterruptedException {
        try {
            return model.countTokens(request, scope);
        } catch (ModelException e) {
            // The cautious bound has to do.
            return OptionalLong.empty();
        }
    }

    /** One question for money. */
    private final class Asked {

        private final SessionState state;
        private final Purpose purpose;
        private final Share share;
        private final String model;
        private final LocalDate day;

        Asked(SessionState state, Purpose purpose, Share share, String model, LocalDate day) {
            this.state = state;
            this.purpose = purpose;
            this.share = share;
            this.model = model;
            this.day = day;
        }

        Fit fit(CallBound bound) {
            return fit(Amounts.NONE, bound, pricing.worst(model, day, CallBounds.longestPrompt(bound, reserve())));
        }

        /** @param failed attempts that no ledger knows of yet */
        Fit fit(Amounts failed, CallBound bound, Price price) {
            var taken = state.ledger()
                    .amounts()
                    .plus(state.carved())
                    .plus(ofTheOtherCall())
                    .plus(failed);
            var own = Reserver.reserve(state.budget(), taken, bound, price, reserve(), least(bound));
            return own instanceof Fit.Fits fits && shared != null
                    ? fit(shared, failed, fits.reservation().call(), price)
                    : own;
        }

        private Amounts ofTheOtherCall() {
            return share == Share.BESIDE
                    ? state.spending().inFlight().amounts()
                    : state.pendingReservation().map(Reservation::amounts).orElse(Amounts.NONE);
        }

        /** A summary beside the work has a share of its own: the session's may be in use for another call. */
        private Fit fit(SharedBudget pool, Amounts failed, CallBound call, Price price) {
            var id = state.start().sessionId();
            var spent = state.ledger().amounts().plus(failed);
            return switch (share) {
                case SESSION -> pool.reserve(id, spent, call, price, reserve(), least(call));
                case BESIDE -> pool.reserve(besideOf(state), failed, call, price, null, least(call));
                case NONE_YET -> pool.wouldReserve(call, price, reserve(), least(call));
            };
        }

        private Reserver.@Nullable WrapUpReserve reserve() {
            return CallBounds.wrapUpReserve(state, purpose);
        }

        private long least(CallBound bound) {
            return CallBounds.least(state, purpose, bound.maxTokens());
        }
    }
}
