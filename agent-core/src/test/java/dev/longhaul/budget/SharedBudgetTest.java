package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.CallBound.Summary;
import dev.longhaul.budget.Reserver.WrapUpReserve;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions that spend from one pool: nobody gets what another has set aside, and every wrap-up stays its owner's. */
class SharedBudgetTest {

    private static final WrapUpReserve WRAP_UP = new WrapUpReserve(100, 500);

    private final SharedBudget pool = new SharedBudget(Budget.unlimited().billedTokens(10_000));

    private static CallBound call(long prompt, long reply) {
        return new CallBound(prompt, reply, 0, Summary.NONE);
    }

    private static Amounts billed(long tokens) {
        return new Amounts(0, tokens, Money.ZERO, 0, 0, 0);
    }

    private Fit ask(String session, long spent, CallBound call) {
        return pool.reserve(session, billed(spent), call, Price.FREE, WRAP_UP, call.maxTokens());
    }

    private Fit wrapUp(String session, long spent, CallBound call) {
        return pool.reserve(session, billed(spent), call, Price.FREE, null, call.maxTokens());
    }

    @Test
    void whatOneSetsAsideTheOtherCannotHave() {
        assertThat(ask("a", 0, call(2_000, 1_000))).isInstanceOf(Fit.Fits.class);
        assertThat(ask("b", 0, call(2_000, 1_000))).isInstanceOf(Fit.TooDear.class);
    }

    @Test
    void whatWasNotNeededIsFreeAgain() {
        ask("a", 0, call(2_000, 1_000));
        pool.ended("a", billed(500));
        assertThat(ask("b", 0, call(2_000, 1_000))).isInstanceOf(Fit.Fits.class);
    }

    @Test
    void aWrapUpIsNeverLent() {
        ask("a", 0, call(2_000, 1_000));
        pool.settled("a", billed(3_000));
        // 7,000 are left, 3,600 of them held for the wrap-up of a.
        assertThat(ask("b", 0, call(900, 500))).isInstanceOf(Fit.Fits.class);
        assertThat(ask("b", 0, call(901, 500))).isInstanceOf(Fit.TooDear.class);
        assertThat(wrapUp("a", 3_000, call(3_100, 500))).isInstanceOf(Fit.Fits.class);
    }

    @Test
    void askingAgainTakesThePlaceOfWhatWasAskedBefore() {
        ask("a", 0, call(2_000, 1_000));
        assertThat(ask("a", 0, call(2_000, 1_000))).isInstanceOf(Fit.Fits.class);
        assertThat(pool.setAside().billedTokens()).isEqualTo(3_000 + 3_600);
    }

    @Test
    void theSpendingOfAllIsOneSum() {
        pool.settled("a", billed(300));
        pool.ended("b", billed(400));
        assertThat(pool.spent().billedTokens()).isEqualTo(700);
    }

    @Test
    void whatACallerPaysForCountsWithTheCaller() {
        pool.settled("a", billed(300));
        ask("a/child", 100, call(1_000, 500));
        pool.settled("a", billed(4_000));
        pool.ended("a/child", billed(1_500));
        pool.paid("a/child", billed(1_500));
        assertThat(pool.spent().billedTokens()).isEqualTo(4_000);
        assertThat(pool.setAside().billedTokens()).isZero();
    }

    @Test
    void whatASubAgentSpentBeyondThatIsItsOwn() {
        pool.settled("a", billed(4_000));
        pool.ended("a/heard", billed(1_500));
        pool.paid("a/heard", billed(1_000));
        pool.paid("a/late", Amounts.NONE);
        pool.ended("a/late", billed(700));
        assertThat(pool.spent().billedTokens()).isEqualTo(4_000 + 500 + 700);
    }

    @Test
    void alsoWhatItStillDoesOnTheWayToItsEnd() {
        pool.settled("a", billed(4_000));
        pool.paid("a/child", billed(2_000));
        assertThat(ask("a/child", 100, call(1_000, 500))).isInstanceOf(Fit.Fits.class);
        pool.settled("a/child", billed(1_600));
        pool.ended("a/child", billed(1_600));
        assertThat(pool.spent().billedTokens()).isEqualTo(4_000);
        assertThat(pool.setAside().billedTokens()).isZero();
    }

    @Test
    void aSessionThatIsTakenUpAgainCountsOnce() {
        pool.ended("a", billed(4_000));
        assertThat(ask("a", 4_000, call(1_000, 500))).isInstanceOf(Fit.Fits.class);
        assertThat(pool.spent().billedTokens()).isEqualTo(4_000);
        pool.settled("a", billed(4_500));
        pool.ended("a", billed(5_000));
        pool.ended("a", billed(5_000));
        assertThat(pool.spent().billedTokens()).isEqualTo(5_000);
    }

    @Test
    void oneThatIsRefusedStaysSpent() {
        pool.ended("a", billed(9_000));
        assertThat(ask("a", 9_000, call(1_000, 500))).isInstanceOf(Fit.TooDear.class);
        assertThat(pool.spent().billedTokens()).isEqualTo(9_000);
    }

    @Test
    void hoursOfSessionsTakeNoMoreRoomAndStaySpent() {
        var wide = new SharedBudget(Budget.unlimited().billedTokens(1_000_000));
        for (int i = 0; i < 20_000; i++) {
            wide.settled("session-" + i, billed(3));
            wide.ended("session-" + i, billed(7));
        }
        assertThat(wide.spent().billedTokens()).isEqualTo(140_000);
        assertThat(wide.known()).isEqualTo(SharedBudget.MOST_REMEMBERED);
    }

    static LongStream seeds() {
        var one = Long.getLong("longhaul.seed");
        return one == null ? LongStream.rangeClosed(1, 20) : LongStream.of(one);
    }

    /** Eight at once, each spending at its worst until it is refused, then its wrap-up. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoeverComesFirstThePoolIsNeverOverdrawnAndEveryWrapUpIsPaid(long seed) throws Exception {
        var shared = new SharedBudget(Budget.unlimited().billedTokens(200_000));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 8; i++) {
                var random = new Random(seed * 31 + i);
                var name = "session-" + i;
                work.add(() -> spendAll(shared, name, random));
            }
            for (var paid : threads.invokeAll(work)) {
                assertThat(paid.get()).as("seed %d: the wrap-up", seed).isTrue();
            }
        }
        assertThat(shared.spent().billedTokens()).as("seed %d", seed).isLessThanOrEqualTo(200_000);
    }

    private static boolean spendAll(SharedBudget shared, String name, Random random) {
        long spent = 0;
        long prompt = 100L + random.nextInt(300);
        while (true) {
            var call = call(prompt, 200 + random.nextInt(400));
            var fit = shared.reserve(name, billed(spent), call, Price.FREE, WRAP_UP, 50);
            if (!(fit instanceof Fit.Fits fits)) {
                break;
            }
            spent += fits.reservation().amounts().billedTokens();
            prompt += fits.reservation().call().maxTokens();
            shared.settled(name, billed(spent));
        }
        if (spent == 0) {
            return true;
        }
        var last = shared.reserve(name, billed(spent), call(prompt + 100, 500), Price.FREE, null, 500);
        if (last instanceof Fit.Fits fits) {
            shared.ended(name, billed(spent + fits.reservation().amounts().billedTokens()));
            return true;
        }
        return false;
    }
}
