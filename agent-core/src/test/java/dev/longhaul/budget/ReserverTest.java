package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.CallBound.Summary;
import dev.longhaul.budget.Reserver.WrapUpReserve;
import dev.longhaul.model.Usage;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is set aside before a call, how short its reply is made, and when it is not made at all. */
class ReserverTest {

    private static final WrapUpReserve WRAP_UP = new WrapUpReserve(100, 500);
    private static final CallBound CALL = new CallBound(1_000, 4_000, 900, Summary.NONE);
    private static final Summary COMPACTING = new Summary(true, 200, 300, false);
    /** In pico-dollars: 2 for plain input, 3 written to a cache, 1 read from it, 5 for output. */
    private static final Price PRICE = new Price(new Money(2), new Money(5), new Money(3), new Money(3), new Money(1));

    private static Fit reserve(Budget budget, Amounts taken, CallBound call) {
        return Reserver.reserve(budget, taken, call, PRICE, WRAP_UP, 50);
    }

    private static Reservation fits(Fit fit) {
        assertThat(fit).isInstanceOf(Fit.Fits.class);
        return ((Fit.Fits) fit).reservation();
    }

    private static Amounts billed(long tokens) {
        return new Amounts(0, tokens, Money.ZERO, 0, 0, 0);
    }

    @Test
    void withoutLimitsTheReplyMayBeAsLongAsWanted() {
        assertThat(fits(reserve(Budget.unlimited(), Amounts.NONE, CALL)).call().maxTokens())
                .isEqualTo(4_000);
    }

    @Test
    void promptAndReplyAreSetAside() {
        assertThat(fits(reserve(Budget.unlimited(), Amounts.NONE, CALL))
                        .amounts()
                        .billedTokens())
                .isEqualTo(5_000);
    }

    @Test
    void aCompactionOnTheWayIsSetAsideToo() {
        var call = new CallBound(1_000, 4_000, 900, COMPACTING);
        assertThat(fits(reserve(Budget.unlimited(), Amounts.NONE, call))
                        .amounts()
                        .billedTokens())
                .isEqualTo(5_000 + 1_200 + 4_000);
    }

    @Test
    void aCallForNothingButASummaryBringsNoReplyBesides() {
        var call = new CallBound(1_000, 4_000, 900, new Summary(true, 200, 300, true));
        assertThat(fits(reserve(Budget.unlimited(), Amounts.NONE, call))
                        .amounts()
                        .billedTokens())
                .isEqualTo(1_200 + 4_000);
    }

    @Test
    void aReplyIsMadeShorterToLeaveRoomForTheWrapUp() {
        // 1,000 + m for the call, 1,000 + m + 100 + 500 for the wrap-up: m = 3,700 of 10,000.
        var reservation = fits(reserve(Budget.unlimited().billedTokens(10_000), Amounts.NONE, CALL));
        assertThat(reservation.call().maxTokens()).isEqualTo(3_700);
    }

    @Test
    void whatIsTakenAlreadyLeavesLess() {
        var reservation = fits(reserve(Budget.unlimited().billedTokens(10_000), billed(6_000), CALL));
        assertThat(reservation.call().maxTokens()).isEqualTo(700);
    }

    @Test
    void theWrapUpItselfMayUseItsReserve() {
        var fit = Reserver.reserve(Budget.unlimited().billedTokens(10_000), billed(8_000), CALL, PRICE, null, 50);
        assertThat(fits(fit).call().maxTokens()).isEqualTo(1_000);
    }

    @Test
    void aCallThatLeavesNoWrapUpIsTooDear() {
        var fit = reserve(Budget.unlimited().billedTokens(10_000), billed(7_350), CALL);
        assertThat(fit).isEqualTo(new Fit.TooDear(Limit.BILLED_TOKENS, 2_700, 2_650, 10_000));
    }

    @Test
    void whatIsTooDearSaysHowMuchIsLeftAndHowMuchItNeeds() {
        var fit = (Fit.TooDear) reserve(Budget.unlimited().billedTokens(10_000), billed(7_350), CALL);
        assertThat(fit.words())
                .isEqualTo("2,650 of 10,000 are left, and the next call with the wrap-up behind it may need 2,700"
                        + " billed tokens");
    }

    @Test
    void aDollarLimitSetsAsideTheDearestClassOfThePrompt() {
        var reservation = fits(reserve(Budget.unlimited(), Amounts.NONE, CALL));
        assertThat(reservation.amounts().usd()).isEqualTo(new Money(1_000 * 3 + 4_000 * 5));
    }

    @Test
    void contextTokensCountOnceForCallAndWrapUp() {
        // 900 are open; the call may lead to 5,000 and the wrap-up to 5,600.
        var least = Budget.totalTokens(5_600);
        var taken = new Amounts(900, 0, Money.ZERO, 0, 0, 0);
        assertThat(fits(reserve(least, taken, CALL)).call().maxTokens()).isEqualTo(4_000);
        assertThat(fits(reserve(Budget.totalTokens(5_599), taken, CALL)).call().maxTokens())
                .isEqualTo(3_999);
    }

    @Test
    void aLimitOfCallsKeepsOneForTheWrapUp() {
        var budget = Budget.unlimited().with(Limit.MODEL_CALLS, 3);
        var one = new Amounts(0, 0, Money.ZERO, 1, 0, 0);
        assertThat(reserve(budget, one, CALL)).isInstanceOf(Fit.Fits.class);
        assertThat(reserve(budget, one.plus(one), CALL)).isInstanceOf(Fit.TooDear.class);
    }

    @Test
    void aWrapUpThatMayCallToolsHasEachOfItsRepliesSetAside() {
        var one = new CallBound(1_000, 500, 1_000, Summary.NONE);
        var twice = new WrapUpReserve(100, 500, 2, 300);
        // Prompts of 1,600, 2,400 and 3,200 tokens behind the call, each answered with 500.
        assertThat(twice.behind(one, PRICE).billedTokens()).isEqualTo(1_600 + 2_400 + 3_200 + 3 * 500);
        assertThat(twice.behind(one, PRICE).totalTokens()).isEqualTo(100 + 2 * 300 + 3 * 500);
        assertThat(twice.behind(one, PRICE).modelCalls()).isEqualTo(3);
        assertThat(twice.growth()).isEqualTo(3_200 - 1_500);
    }

    @Test
    void aLostAttemptIsChargedNoMoreThanItsTwinProved() {
        var reservation = fits(reserve(Budget.unlimited(), Amounts.NONE, CALL));
        assertThat(reservation.worst().tokens()).isEqualTo(5_000);
        assertThat(reservation.worstGiven(600, 1).tokens()).isEqualTo(4_600);
        assertThat(reservation.worstGiven(6_000, 1)).isEqualTo(reservation.worst());
    }

    static LongStream seeds() {
        var one = Long.getLong("longhaul.seed");
        return one == null ? LongStream.rangeClosed(1, 500) : LongStream.of(one);
    }

    /** Whatever really happens within the bounds, what was set aside covers it, and a wrap-up still fits. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingThatStaysWithinItsBoundsCostsMoreThanWasSetAside(long seed) {
        var random = new Random(seed);
        var bound = new CallBound(
                random.nextLong(1, 50_000),
                random.nextLong(100, 9_000),
                random.nextLong(0, 60_000),
                random.nextBoolean() ? Summary.NONE : new Summary(true, random.nextLong(0, 500), 1_000, false));
        long limit = random.nextLong(1_000, 300_000);
        var budget = Budget.unlimited().billedTokens(limit).with(Limit.USD, limit * random.nextLong(1, 6));
        if (Reserver.reserve(budget, Amounts.NONE, bound, PRICE, WRAP_UP, 50) instanceof Fit.Fits fits) {
            var real = reality(random, fits.reservation());
            assertThat(real.total())
                    .isLessThanOrEqualTo(fits.reservation().amounts().billedTokens());
            assertThat(PRICE.cost(real))
                    .isLessThanOrEqualTo(fits.reservation().amounts().usd());
            var taken = new Amounts(0, real.total(), PRICE.cost(real), 1, 0, 0);
            var last = new CallBound(
                    bound.promptTokens() + fits.reservation().call().maxTokens() + 100, 500, 0, Summary.NONE);
            assertThat(Reserver.reserve(budget, taken, last, PRICE, null, 500)).isInstanceOf(Fit.Fits.class);
        }
    }

    /** So many rounds of a wrap-up, each as dear as can be: one after the other is paid for. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsSetAsideForAWrapUpPaysForItsRoundsOneByOne(long seed) {
        var random = new Random(seed);
        long limit = random.nextLong(5_000, 300_000);
        var budget = Budget.unlimited()
                .billedTokens(limit)
                .with(Limit.TOTAL_TOKENS, random.nextLong(5_000, 60_000))
                .with(Limit.USD, limit * random.nextLong(1, 6))
                .modelCalls(random.nextInt(1, 9));
        int rounds = random.nextInt(4);
        var call = new CallBound(random.nextLong(1, 20_000), 4_000, 0, Summary.NONE);
        var reserve = new WrapUpReserve(100, 500, rounds, 300);
        var taken = Amounts.NONE;
        if (!(Reserver.reserve(budget, taken, call, PRICE, reserve, 50) instanceof Fit.Fits first)) {
            return;
        }
        taken = taken.plus(first.reservation().amounts());
        long context = call.promptTokens() + first.reservation().call().maxTokens();
        for (int left = rounds; left >= 0; left--) {
            long prompt = context + (left == rounds ? 100 : 300);
            var next = new CallBound(prompt, 500, context, Summary.NONE);
            var behind = left == 0 ? null : new WrapUpReserve(300, 500, left - 1, 300);
            assertThat(Reserver.reserve(budget, taken, next, PRICE, behind, 500))
                    .as("%d rounds left of %d", left, rounds)
                    .isInstanceOf(Fit.Fits.class);
            taken = taken.plus(next.amounts(PRICE));
            context = prompt + 500;
        }
    }

    private static Usage reality(Random random, Reservation reservation) {
        var call = reservation.call();
        long samplings = call.summary().isPossible() ? 2 : 1;
        long prompt = random.nextLong(0, samplings * call.promptTokens() + 1);
        long written = random.nextLong(0, prompt + 1);
        long output = random.nextLong(0, samplings * call.maxTokens() + 1);
        return new Usage(prompt - written, output, written, 0, 0);
    }
}
