package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a session did and however often it was rewound: the files are as they were at the place it is rewound to. */
class RandomRewindsTest {

    @TempDir
    Path temporary;

    /** What the files were right after an event, for all events that were not undone. */
    private record Moment(int seq, Map<String, String> files) {}

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void a_rewind_brings_back_the_moment(long seed) throws Exception {
        var random = new Random(seed);
        var root = Files.createDirectory(temporary.resolve("ws"));
        var history = FileHistory.in(temporary.resolve("history"));
        var agent = new Agent(Workspace.at(root).history(history));
        var moments = new ArrayList<>(List.of(new Moment(0, files(root))));
        for (int seq = 1; seq < 40; seq++) {
            if (random.nextInt(8) == 0) {
                int back = random.nextInt(moments.size());
                var moment = moments.get(back);
                assertThat(history.restore("s-1", moment.seq).refused()).isEmpty();
                assertThat(files(root))
                        .as("seed %d, rewound to %d at %d", seed, moment.seq, seq)
                        .isEqualTo(moment.files);
                moments.subList(back + 1, moments.size()).clear();
            } else {
                change(random, agent, seq);
                moments.add(new Moment(seq, files(root)));
            }
        }
    }

    private static void change(Random random, Agent agent, int seq) throws Exception {
        var path = List.of("a", "b", "d/a", "d/e/b").get(random.nextInt(4));
        var content = "content " + random.nextInt(4);
        if (random.nextBoolean()) {
            agent.callAt(seq, "write_file", "path", path, "content", content);
        } else {
            agent.callAt(seq, "edit_file", "path", path, "old_text", "content", "new_text", content);
        }
    }

    private static Map<String, String> files(Path root) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
