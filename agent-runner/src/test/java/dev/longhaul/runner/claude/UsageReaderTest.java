package dev.longhaul.runner.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Json;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;
import org.junit.jupiter.api.Test;

/** Usage as it comes, whole or with holes (wire spec §1.5, §2.2). */
class UsageReaderTest {

    private static ReplyUsage read(String usage) {
        return UsageReader.read(new Json(usage.replace('\'', '"')).tree());
    }

    @Test
    void aMessageEntryWithoutItsCacheFieldsTakesThemFromTheTopLevel() {
        var usage = read(
                "{'input_tokens':5,'output_tokens':7,'cache_creation_input_tokens':100,"
                        + "'cache_read_input_tokens':900,'iterations':[{'type':'message','input_tokens':5,'output_tokens':7}]}");
        assertThat(usage.billed()).isEqualTo(new Usage(5, 7, 100, 0, 900));
        assertThat(usage.isPartial()).isFalse();
    }

    @Test
    void aCompactionEntryWithoutItsCacheFieldsIsSaidToBePartial() {
        var usage = read("{'input_tokens':0,'output_tokens':0,"
                + "'iterations':[{'type':'compaction','input_tokens':144,'output_tokens':276}]}");
        assertThat(usage.billed()).isEqualTo(Usage.of(144, 276));
        assertThat(usage.isPartial()).isTrue();
    }

    @Test
    void twoEntriesWithoutCacheFieldsCannotBeToldApart() {
        var usage = read("{'input_tokens':5,'output_tokens':7,'cache_read_input_tokens':900,'iterations':["
                + "{'type':'compaction','input_tokens':1,'output_tokens':2},"
                + "{'type':'message','input_tokens':5,'output_tokens':7}]}");
        assertThat(usage.isPartial()).isTrue();
    }

    @Test
    void usageWithoutIterationsIsTheTopLevel() {
        var usage = read("{'input_tokens':5,'output_tokens':7,'cache_creation_input_tokens':0,"
                + "'cache_read_input_tokens':0}");
        assertThat(usage.billed()).isEqualTo(Usage.of(5, 7));
        assertThat(usage.isPartial()).isFalse();
    }
}
