package depot;

/** What a parcel is charged by: the first class that it fits in, up to and including the limit. */
enum WeightClass {
    S(1_000),
    M(5_000),
    L(20_000);

    private final int limit;

    WeightClass(int limit) {
        this.limit = limit;
    }

    static WeightClass of(int grams) {
        for (var each : values()) {
            if (grams < each.limit) {
                return each;
            }
        }
        throw new IllegalArgumentException(grams + " g is freight");
    }
}
