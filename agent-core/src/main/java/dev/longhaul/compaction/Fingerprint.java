package dev.longhaul.compaction;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * 64 bits that stand for a call and its result: two checksums of 32 bits that the machine reckons at memory speed, for a resumed
 * session prints every result it ever had. Pure.
 *
 * <p>Against the {@value SeenResults#MOST} remembered, a new result falls together with an old one by chance once in some 10^16;
 * whoever makes two do so on purpose could as well return the same result twice.
 */
final class Fingerprint {

    private static final int PRIME = 0x01000193;

    private Fingerprint() {}

    static long of(String... parts) {
        var crc = new CRC32C();
        int hash = 0;
        for (var part : parts) {
            crc.update(part.getBytes(StandardCharsets.UTF_8));
            // Where one part ends counts: "ab" and "c" are not "a" and "bc".
            crc.update(part.length());
            hash = (hash ^ part.hashCode()) * PRIME + part.length();
        }
        return crc.getValue() << 32 | Integer.toUnsignedLong(hash);
    }
}
