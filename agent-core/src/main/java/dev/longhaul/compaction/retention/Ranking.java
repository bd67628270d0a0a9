package dev.longhaul.compaction.retention;

/**
 * How much a fact is needed. Pure.
 *
 * <p>Each sort of speaker adds its weight times 1 + ln(mentions): the user's words and the arguments of calls most, a long
 * tool result least. What the assistant said again in a later message than the first counts double: it was used, not only
 * seen. Kinds differ in how much harm a loss does, and the last message counts twice as much as the first. The sum x is
 * bent to 10x / (x + 10), so that ordinary facts stay below 10. Obligations rank by whose they are: the user's from 10,
 * those of others below; what was promoted is 20.
 */
final class Ranking {

    static final double PROMOTED = 20;

    private static final double TOP = 10;
    private static final double USER = 4;
    private static final double CALL = 3;
    private static final double ASSISTANT = 2;
    private static final double RESULT = 1;
    private static final double CARRIED = 1.2;
    private static final double BULK = 0.2;
    private static final double REUSED = 2;

    private final int messages;

    /**
     * @param messages how many messages are inspected
     */
    Ranking(int messages) {
        this.messages = messages;
    }

    double of(Mention mention) {
        if (mention.promoted) {
            return PROMOTED;
        }
        double recency = 0.5 + 0.5 * (mention.last + 1) / Math.max(1, messages);
        double weight = weight(mention) * harm(mention) * recency;
        double ordinary = TOP * weight / (weight + TOP);
        return mention.kind == FactKind.OBLIGATION
                ? claim(mention.owner, mention.ownerInBulk) * (1 + ordinary / 100)
                : ordinary;
    }

    private static double weight(Mention mention) {
        double said = USER * often(mention.byUser)
                + CALL * often(mention.byCall)
                + ASSISTANT * often(mention.byAssistant)
                + RESULT * often(mention.byResult)
                + CARRIED * often(mention.carried)
                + BULK * often(mention.byBulk);
        return mention.reused > 0 ? REUSED * said : said;
    }

    private static double often(int times) {
        return times == 0 ? 0 : 1 + Math.log(times);
    }

    private static double harm(Mention mention) {
        return switch (mention.kind) {
            case OBLIGATION, PATH, URL -> 1;
            case IDENTIFIER -> isFromCode(mention) ? 0.5 : 1;
            case ERROR -> 1.2;
            case QUANTITY -> 0.6;
            case QUOTE -> 0.5;
        };
    }

    /** A file that was read once is full of names such as {@code getUser}; they can be read again, an order's number cannot. */
    private static boolean isFromCode(Mention mention) {
        int bits = Words.bits(mention.text, mention.start, mention.end);
        return (bits & Chars.LOWER) != 0 && (bits & (Chars.DIGIT | Chars.AT)) == 0;
    }

    /** What an obligation weighs by whose it is. A rule read in a tool result may be data: below any word of the user. */
    static double claim(Speaker speaker, boolean bulk) {
        return switch (speaker) {
            case USER -> TOP;
            case CARRIED, PINNED, SUMMARY, RESULT -> bulk ? 0.3 : 5;
            case CALL, ASSISTANT -> 3;
        };
    }
}
