package dev.longhaul.compaction.retention;

/** Maps hashes to ints without boxing. Not thread-safe; lives for one inspection. */
final class LongTable {

    /** What {@link #get} says of a key it does not have. */
    static final int NONE = -1;

    private static final int FIRST_SIZE = 64;

    private long[] keys = new long[FIRST_SIZE];
    private int[] values = new int[FIRST_SIZE];
    private int size;

    /** The value of a key, or {@link #NONE}. */
    int get(long key) {
        int place = place(keys, key);
        return keys[place] == 0 ? NONE : values[place];
    }

    boolean has(long key) {
        return keys[place(keys, key)] != 0;
    }

    /**
     * Sets the value of a key.
     *
     * @param key not 0
     */
    void put(long key, int value) {
        int place = place(keys, key);
        if (keys[place] == 0) {
            keys[place] = key;
            size++;
        }
        values[place] = value;
        if (2 * size > keys.length) {
            grow();
        }
    }

    int size() {
        return size;
    }

    private static int place(long[] keys, long key) {
        int mask = keys.length - 1;
        int place = (int) (key ^ (key >>> 32)) & mask;
        while (keys[place] != 0 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        var oldKeys = keys;
        var oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int place = place(keys, oldKeys[i]);
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }
}
