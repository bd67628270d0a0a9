package dev.longhaul.emulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which request fails how. Requests are the {@code POST /v1/messages} counted from 1. Immutable. */
public final class FaultPlan {

    private static final FaultPlan NONE = builder().build();

    private final Map<Integer, List<Fault>> byRequest;
    private final Map<Integer, List<Fault>> byCompaction;
    private final List<Fault> always;

    private FaultPlan(Builder builder) {
        byRequest = Map.copyOf(builder.byRequest);
        byCompaction = Map.copyOf(builder.byCompaction);
        always = List.copyOf(builder.always);
    }

    public static FaultPlan none() {
        return NONE;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * A plan from text, e.g. {@code 3:529}, {@code 3:529:retry-after=1}, {@code compaction-1:null-summary}, {@code
     * always:ineffective-summary}.
     *
     * @throws IllegalArgumentException naming the entry and all that is accepted
     */
    public static FaultPlan parse(List<String> entries) {
        Builder plan = builder();
        entries.forEach(entry -> FaultText.read(entry, plan));
        return plan.build();
    }

    /** The faults that strike this request, those for every request last. */
    public List<Fault> at(int request) {
        List<Fault> faults = new ArrayList<>(byRequest.getOrDefault(request, List.of()));
        faults.addAll(always);
        return List.copyOf(faults);
    }

    /** The faults that strike the n-th request in which a compaction is due, besides those of {@link #at}. */
    public List<Fault> atCompaction(int compaction) {
        return List.copyOf(byCompaction.getOrDefault(compaction, List.of()));
    }

    /** Collects faults; several for one request add up. */
    public static final class Builder {

        private final Map<Integer, List<Fault>> byRequest = new HashMap<>();
        private final Map<Integer, List<Fault>> byCompaction = new HashMap<>();
        private final List<Fault> always = new ArrayList<>();

        private Builder() {}

        /** Strikes the n-th {@code POST /v1/messages}, from 1. */
        public Builder at(int request, Fault fault) {
            return put(byRequest, request, fault);
        }

        /** Strikes the n-th request in which a compaction is due, from 1; a retry is a request of its own. */
        public Builder atCompaction(int compaction, Fault fault) {
            return put(byCompaction, compaction, fault);
        }

        private Builder put(Map<Integer, List<Fault>> faults, int number, Fault fault) {
            if (number < 1) {
                throw new IllegalArgumentException("counted from 1, not " + number);
            }
            faults.computeIfAbsent(number, any -> new ArrayList<>()).add(fault);
            return this;
        }

        /** Strikes every request. */
        public Builder always(Fault fault) {
            always.add(fault);
            return this;
        }

        public FaultPlan build() {
            return new FaultPlan(this);
        }
    }
}
