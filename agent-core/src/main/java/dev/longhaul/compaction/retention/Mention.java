package dev.longhaul.compaction.retention;

/** All that is known of one fact while messages are read. Mutable, lives for one inspection. */
final class Mention {

    final long hash;
    final FactKind kind;
    final TextUnit unit;
    final CharSequence text;
    final int start;
    final int end;

    /** How often each sort of speaker said it. */
    int byUser;

    int byCall;
    int byAssistant;
    int byResult;
    int byBulk;
    int carried;

    /** The message of the last mention. */
    int last;

    /** Times the assistant said it in a later message than the first. */
    int reused;

    /** The best claim of an obligation; see {@link Ranking}. */
    Speaker owner;

    boolean ownerInBulk;
    boolean settled;
    boolean promoted;
    private int lastBulk = -1;

    /** First said in {@code unit}, as the given piece of a text that is the unit's own unless an extractor composed it. */
    Mention(long hash, FactKind kind, TextUnit unit, CharSequence text, int start, int end) {
        this.hash = hash;
        this.kind = kind;
        this.unit = unit;
        this.text = text;
        this.start = start;
        this.end = end;
        this.last = unit.message();
        this.owner = unit.speaker();
        this.ownerInBulk = unit.isBulk();
    }

    /** Said once more, in {@code said}; a long text counts once, and less than a short one. */
    void add(TextUnit said, Speaker speaker) {
        boolean first = uses() == 0;
        last = said.message();
        settled = false;
        boolean again = said.message() > unit.message();
        boolean bulk = said.isBulk();
        switch (speaker) {
            case USER -> {
                byUser += bulk ? 0 : 1;
                byResult += bulk ? 1 : 0;
            }
            case CALL -> {
                byCall += bulk ? 0 : 1;
                byResult += bulk ? 1 : 0;
                reused += again ? 1 : 0;
            }
            case ASSISTANT -> {
                byAssistant++;
                reused += again ? 1 : 0;
            }
            case RESULT -> {
                if (!bulk) {
                    byResult++;
                } else if (lastBulk != said.message()) {
                    byBulk++;
                    lastBulk = said.message();
                }
            }
            case SUMMARY, PINNED, CARRIED -> carried++;
        }
        claim(speaker, bulk, first);
    }

    private void claim(Speaker speaker, boolean bulk, boolean first) {
        boolean better = Ranking.claim(speaker, bulk) > Ranking.claim(owner, ownerInBulk);
        if (first || better) {
            owner = speaker;
            ownerInBulk = bulk;
        }
    }

    int uses() {
        return byUser + byCall + byAssistant + byResult + byBulk + carried;
    }

    /**
     * Whether to put it back although the kept tail has it. A bare name in the last call does not tell what it is for; one
     * that has been used before will be needed when the tail is closed, and then nobody could tell any more.
     */
    boolean outlivesTail() {
        return promoted || (kind.isBare() && reused > 0);
    }

    /** The fact as it was first said, on one line. */
    Fact fact() {
        return new Fact(kind, Snippet.line(text, start, end));
    }
}
