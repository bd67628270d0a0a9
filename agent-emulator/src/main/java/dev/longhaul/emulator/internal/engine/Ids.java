package dev.longhaul.emulator.internal.engine;

import java.util.random.RandomGenerator;

/** Ids in the API's form; random, so that a conversation may move from one emulator to another. */
public final class Ids {

    private static final String LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private final RandomGenerator random;

    /** {@code random} must be thread-safe. */
    public Ids(RandomGenerator random) {
        this.random = random;
    }

    public String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append("_01");
        for (int i = 0; i < 22; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
