package dev.longhaul.budget;

/**
 * The name of a model, or a pattern of names: {@code *} is any text, {@code ?} any one character. Immutable.
 *
 * @param text as it was written
 * @param plain the part in front of the first wildcard: most names differ there, and strings are fast to compare
 */
record ModelPattern(String text, String plain) {

    static ModelPattern of(String text) {
        int wild = 0;
        while (wild < text.length() && text.charAt(wild) != '*' && text.charAt(wild) != '?') {
            wild++;
        }
        return new ModelPattern(text, text.substring(0, wild));
    }

    boolean matches(String model) {
        return plain.length() == text.length() ? text.equals(model) : model.startsWith(plain) && restMatches(model);
    }

    /** Takes as little as it can for each star, and more if the rest does not fit: at most pattern times name steps. */
    private boolean restMatches(String model) {
        int in = plain.length();
        int of = plain.length();
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
