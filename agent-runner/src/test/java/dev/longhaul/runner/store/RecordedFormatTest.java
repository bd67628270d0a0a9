package dev.longhaul.runner.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testkit.EventSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The format is what stands in the recording, one line for each sample, whatever classes and components are called today. A
 * change that breaks old journals shows here. For one that is meant, and for a new sample, copy what the test wrote over the
 * recording; once a version is released its recording stays, and the next version gets one of its own.
 */
class RecordedFormatTest {

    private static final String RECORDING = "/journal-v1.jsonl";
    private static final Path WRITTEN = Path.of("target/journal-v1.jsonl");

    private final EventCodec codec = new EventCodec(Redactor.none());

    private static List<String> recorded() throws IOException {
        try (var in = RecordedFormatTest.class.getResourceAsStream(RECORDING)) {
            assertThat(in).as(RECORDING).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void events_are_written_as_they_were_recorded() throws IOException {
        var written = EventSamples.all().stream()
                .map(sample -> new String(codec.encode(sample), StandardCharsets.UTF_8))
                .toList();
        Files.write(WRITTEN, written);
        assertThat(written)
                .as("if the change is meant, copy agent-runner/%s to agent-runner/src/test/resources", WRITTEN)
                .containsExactlyElementsOf(recorded());
    }

    @Test
    void what_was_recorded_can_be_read() throws IOException {
        assertThat(recorded().stream().map(line -> codec.decode(line.getBytes(StandardCharsets.UTF_8))))
                .containsExactlyElementsOf(EventSamples.all());
    }
}
