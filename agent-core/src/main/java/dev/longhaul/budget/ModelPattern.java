package dev.longhaul.budget;

/**
 * The name of a model, or a pattern of names: {@code *} is any text, {@code ?} any one character. Looks at no character more
 * often than the pattern is long. Immutable.
 */
record ModelPattern(String text) {

    boolean matches(String model) {
        int in = 0;
        int of = 0;
        int star = -1;
        int taken = 0;
        while (of < model.length()) {
            if (in < text.length() && text.charAt(in) == '*') {
                star = in++;
                taken = of;
            } else if (in < text.length() && fits(text.charAt(in), model.charAt(of))) {
                in++;
                of++;
            } else if (star >= 0) {
                in = star + 1;
                of = ++taken;
            } else {
                return false;
            }
        }
        return onlyStarsFrom(in);
    }

    private static boolean fits(char wanted, char found) {
        return wanted == '?' || wanted == found;
    }

    private boolean onlyStarsFrom(int start) {
        int in = start;
        while (in < text.length() && text.charAt(in) == '*') {
            in++;
        }
        return in == text.length();
    }
}
