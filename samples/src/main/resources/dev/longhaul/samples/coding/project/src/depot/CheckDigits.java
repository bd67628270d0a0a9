package depot;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The check digits of a label, as docs/label-format.md defines them. */
final class CheckDigits {

    /** As docs/label-format.md has it. */
    private static final String SALT = "TO-BE-SET";

    private CheckDigits() {}

    static String of(String number) {
        var crc = new CRC32();
        crc.update((number + SALT).getBytes(StandardCharsets.UTF_8));
        return String.format("%04d", crc.getValue() % 10_000);
    }
}
