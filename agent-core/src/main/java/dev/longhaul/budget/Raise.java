package dev.longhaul.budget;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to become of a {@link Budget}, limit by limit: more of it, another limit, or none. It says what changes and not what
 * comes out, so that two that are made at the same moment both count. Immutable.
 *
 * @param steps in the order they are taken
 */
public record Raise(List<Step> steps) {

    public Raise {
        steps = List.copyOf(steps);
    }

    /** What becomes of one limit. Amounts are in the limit's own unit. */
    public sealed interface Step {

        Limit limit();

        /** As people read it: {@code +100,000 billed tokens}. */
        String words();

        private static void requirePositive(Limit limit, long amount) {
            if (amount <= 0) {
                throw new IllegalArgumentException("a budget of " + limit.amount(amount) + " " + limit.words()
                        + " cannot be worked with: give a positive number, or none for no limit");
            }
        }
    }

    /** So much more; nothing where there is no limit. */
    public record By(Limit limit, long amount) implements Step {

        public By {
            Step.requirePositive(limit, amount);
        }

        @Override
        public String words() {
            return "+" + limit.amount(amount) + " " + limit.words();
        }
    }

    /** So much, whatever it was. */
    public record To(Limit limit, long max) implements Step {

        public To {
            Step.requirePositive(limit, max);
        }

        @Override
        public String words() {
            return limit.amount(max) + " " + limit.words();
        }
    }

    /** No limit any more. */
    public record Lift(Limit limit) implements Step {

        @Override
        public String words() {
            return "no limit of " + limit.words();
        }
    }

    /** Adds to a limit, in its own unit. */
    public static Raise by(Limit limit, long amount) {
        return new Raise(List.of(new By(limit, amount)));
    }

    /** Adds dollars. */
    public static Raise by(Money amount) {
        return by(Limit.USD, amount.pico());
    }

    /** Sets a limit, in its own unit. One that is below what is spent ends the session. */
    public static Raise to(Limit limit, long max) {
        return new Raise(List.of(new To(limit, max)));
    }

    /** Sets the limit in dollars. */
    public static Raise to(Money max) {
        return to(Limit.USD, max.pico());
    }

    /** Takes a limit off. */
    public static Raise lift(Limit limit) {
        return new Raise(List.of(new Lift(limit)));
    }

    /** This, and then the other. */
    public Raise and(Raise other) {
        return new Raise(Stream.concat(steps.stream(), other.steps.stream()).toList());
    }

    /** Whether a limit is set or added to. */
    public boolean limits(Limit limit) {
        return steps.stream().anyMatch(step -> step.limit() == limit && !(step instanceof Lift));
    }

    /** The budget behind it. Where there is nothing to add to, and where a sum would be too large, nothing is left to limit. */
    public Budget applyTo(Budget budget) {
        var changed = budget;
        for (var step : steps) {
            changed = applied(step, changed);
        }
        return changed;
    }

    private static Budget applied(Step step, Budget budget) {
        return switch (step) {
            case To to -> budget.with(to.limit(), to.max());
            case Lift lift -> budget.without(lift.limit());
            case By by -> {
                var now = budget.max(by.limit());
                yield now.isEmpty() ? budget : budget.with(by.limit(), sum(now.getAsLong(), by.amount()));
            }
        };
    }

    private static long sum(long now, long more) {
        return now > Long.MAX_VALUE - more ? Long.MAX_VALUE : now + more;
    }

    /**
     * The same for somebody who wants to know whether it does what it says.
     *
     * @throws IllegalArgumentException if it adds where there is no limit, or more than can be reckoned with; says what to do
     */
    public Budget requireFor(Budget budget) {
        var changed = budget;
        for (var step : steps) {
            if (step instanceof By by) {
                requireSum(by, changed);
            }
            changed = applied(step, changed);
        }
        return changed;
    }

    private static void requireSum(By by, Budget budget) {
        long now = budget.max(by.limit())
                .orElseThrow(() -> new IllegalArgumentException("the session has no limit of "
                        + by.limit().words() + " to add to: leave out the + to set one, or leave it unlimited"));
        if (sum(now, by.amount()) == Long.MAX_VALUE) {
            throw new IllegalArgumentException(by.words() + " on top of "
                    + by.limit().amount(now) + " is more than can be counted: give less, or none for no limit");
        }
    }

    /** As people read it. */
    public String words() {
        return steps.stream().map(Step::words).collect(Collectors.joining(", "));
    }
}
