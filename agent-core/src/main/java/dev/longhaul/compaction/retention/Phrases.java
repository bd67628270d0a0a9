package dev.longhaul.compaction.retention;

import java.util.Arrays;

/**
 * Answers whether some words stand in a row in a text. A suffix automaton over words: built in time linear in the text,
 * asked in time linear in the phrase, however often its words occur. Not thread-safe while it is built.
 */
final class Phrases {

    private static final int FIRST_SIZE = 256;
    private static final int NO_STATE = -1;

    private final LongTable words = new LongTable();
    private final LongTable edges = new LongTable();

    private int[] length = new int[FIRST_SIZE];
    private int[] link = new int[FIRST_SIZE];
    private int[] firstEdge = new int[FIRST_SIZE];
    private int[] edgeWord = new int[FIRST_SIZE];
    private int[] edgeTarget = new int[FIRST_SIZE];
    private int[] nextEdge = new int[FIRST_SIZE];
    private int states;
    private int edgeCount;
    private int last;

    Phrases() {
        last = state(0);
        link[last] = NO_STATE;
    }

    /** Adds the next word of the text, by its hash. */
    void add(long word) {
        int known = words.get(word);
        if (known == LongTable.NONE) {
            known = words.size();
            words.put(word, known);
        }
        extend(known);
    }

    /** Whether the text has the word. */
    boolean has(long word) {
        return words.has(word);
    }

    /** Whether the words of a piece of text stand here in a row, in any case; false if it has no word. */
    boolean has(CharSequence text, int start, int end) {
        var cursor = new WordCursor(text, start, end);
        int state = 0;
        boolean any = false;
        while (cursor.next()) {
            any = true;
            int word = words.get(cursor.folded());
            int edge = word == LongTable.NONE ? LongTable.NONE : edge(state, word);
            if (edge == LongTable.NONE) {
                return false;
            }
            state = edgeTarget[edge];
        }
        return any;
    }

    private void extend(int word) {
        int now = state(length[last] + 1);
        int at = last;
        while (at != NO_STATE && edge(at, word) == LongTable.NONE) {
            link(at, word, now);
            at = link[at];
        }
        // Parting a state may move the arrays, so it comes before the store.
        int suffix = at == NO_STATE ? 0 : suffix(at, word);
        link[now] = suffix;
        last = now;
    }

    /** The state of the longest suffix seen before; parted from longer ones if it has to be. */
    private int suffix(int from, int word) {
        int old = edgeTarget[edge(from, word)];
        if (length[from] + 1 == length[old]) {
            return old;
        }
        int parted = state(length[from] + 1);
        for (int e = firstEdge[old]; e >= 0; e = nextEdge[e]) {
            link(parted, edgeWord[e], edgeTarget[e]);
        }
        link[parted] = link[old];
        link[old] = parted;
        int at = from;
        while (at != NO_STATE) {
            int edge = edge(at, word);
            if (edge == LongTable.NONE || edgeTarget[edge] != old) {
                break;
            }
            edgeTarget[edge] = parted;
            at = link[at];
        }
        return parted;
    }

    private int state(int longest) {
        if (states == length.length) {
            length = Arrays.copyOf(length, 2 * states);
            link = Arrays.copyOf(link, 2 * states);
            firstEdge = Arrays.copyOf(firstEdge, 2 * states);
        }
        length[states] = longest;
        firstEdge[states] = NO_STATE;
        return states++;
    }

    private int edge(int state, int word) {
        return edges.get(key(state, word));
    }

    private void link(int state, int word, int target) {
        if (edgeCount == edgeWord.length) {
            edgeWord = Arrays.copyOf(edgeWord, 2 * edgeCount);
            edgeTarget = Arrays.copyOf(edgeTarget, 2 * edgeCount);
            nextEdge = Arrays.copyOf(nextEdge, 2 * edgeCount);
        }
        edgeWord[edgeCount] = word;
        edgeTarget[edgeCount] = target;
        nextEdge[edgeCount] = firstEdge[state];
        firstEdge[state] = edgeCount;
        edges.put(key(state, word), edgeCount);
        edgeCount++;
    }

    private static long key(int state, int word) {
        return Hash.of(Hash.plus(Hash.SEED, state), word);
    }
}
