package dev.longhaul.emulator.internal.engine;

/** Characters to tokens: a fixed rate, so that every count can be worked out by hand. */
public record Tokenizer(double charsPerToken) {

    public Tokenizer {
        if (!(charsPerToken > 0)) {
            throw new IllegalArgumentException("charsPerToken must be positive, not " + charsPerToken);
        }
    }

    /** Tokens of this many characters, rounded up. */
    int tokens(long characters) {
        return (int) Math.ceil(characters / charsPerToken);
    }

    /** The most characters that cost no more than this many tokens. */
    int characters(int tokens) {
        return (int) Math.min(Integer.MAX_VALUE, Math.floor(tokens * charsPerToken));
    }

    /** The first so many characters, or one less where that would halve a surrogate pair. */
    static String cut(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        boolean halved = characters > 0 && Character.isHighSurrogate(text.charAt(characters - 1));
        return text.substring(0, halved ? characters - 1 : characters);
    }
}
