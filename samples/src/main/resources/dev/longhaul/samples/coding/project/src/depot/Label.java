package depot;

/** What is printed on a parcel. */
record Label(String number, int grams) {

    String text() {
        return number + "-" + WeightClass.of(grams) + "-" + CheckDigits.of(number);
    }
}
