package depot;

import java.util.function.Supplier;

/** Runs without a framework: prints a line for each check, exits with 1 if one fails. */
public final class AllTests {

    private int failures;

    public static void main(String[] args) {
        var tests = new AllTests();
        tests.run();
        System.out.println(tests.failures == 0 ? "all ok" : tests.failures + " FAILED");
        System.exit(tests.failures == 0 ? 0 : 1);
    }

    private void run() {
        check("light", "P-10017-S-8954", () -> new Label("P-10017", 420).text());
        check("medium", "P-20450-M-7070", () -> new Label("P-20450", 2_500).text());
        check("heavy", "P-77003-L-7207", () -> new Label("P-77003", 19_999).text());
        check("at the limit of S", "P-31415-S-2724", () -> new Label("P-31415", 1_000).text());
        check("at the limit of M", WeightClass.M, () -> WeightClass.of(5_000));
        check("at the limit of L", WeightClass.L, () -> WeightClass.of(20_000));
    }

    private void check(String what, Object expected, Supplier<Object> tried) {
        Object actual;
        try {
            actual = tried.get();
        } catch (RuntimeException e) {
            actual = e;
        }
        boolean isOk = expected.equals(actual);
        failures += isOk ? 0 : 1;
        System.out.println(isOk ? "ok   " + what : "FAIL " + what + ": expected " + expected + ", got " + actual);
    }
}
