package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.compaction.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinOptionTest {

    @Test
    void anExistingFileIsPinnedAsAFile(@TempDir Path folder) throws Exception {
        var rules = Files.writeString(folder.resolve("RULES.md"), "Be kind.");

        assertThat(PinOption.parse(rules.toString())).isEqualTo(Pin.file(rules));
    }

    @Test
    void wordsArePinnedAsWords() {
        assertThat(PinOption.parse("Never promise refunds/credits.")).isInstanceOfSatisfying(Pin.Text.class, pin -> {
            assertThat(pin.text()).isEqualTo("Never promise refunds/credits.");
            assertThat(pin.name()).isEqualTo("Never promise refunds/cr...");
        });
    }

    @Test
    void aPathThatDoesNotExistIsNotTakenForWords() {
        assertThatThrownBy(() -> PinOption.parse("docs/RULES.md")).hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> PinOption.parse("RULSE.md")).hasMessageContaining("there is no such file");
    }

    @Test
    void noWordsAtAllAreRefused() {
        assertThatThrownBy(() -> PinOption.parse("  ")).hasMessageContaining("has no text");
    }
}
