package dev.longhaul.compaction.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Work grows with the length of the text, whatever the text is. Work is counted in characters looked at. */
class LinearityTest {

    private static final int MEGABYTE = 1 << 20;

    /** Characters looked at for each there is; ordinary prose needs about ten, the worst of these 23. */
    private static final int MOST_LOOKS = 40;

    /** Texts made to trip a scanner, each a pattern to repeat. */
    static Stream<String> patterns() {
        return Stream.of(
                "\"",
                "'",
                "`",
                "“",
                "'a ",
                " 'a",
                "\"a ",
                "`x\n",
                "/",
                "\\",
                "a/",
                "/a",
                "a.",
                ".",
                "a.a.a. ",
                "1,111,",
                "1.",
                "1 ",
                "1:1:",
                "-",
                "- [ ] ",
                "- [",
                "[",
                "[ ] x",
                "?",
                "a? ",
                "a. ",
                "must ",
                "failed ",
                "must;\n",
                "you must go on ",
                "failed" + " ".repeat(500),
                "http://",
                "http://a",
                "://",
                "a@",
                "a@b.",
                "#1",
                "$",
                "$1",
                "_",
                "a_",
                "A",
                "aA",
                "x",
                " ",
                "\n",
                "\t",
                "TODO",
                "TODO ",
                "Error:",
                "日本語",
                "\ud83d\ude00",
                "é",
                "{\"a\":",
                "v1.",
                "port 1",
                "I will ",
                "can't ",
                "<restored-facts>",
                "<pinned name=\"");
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            looks += end - start;
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest(name = "1 MB of {0}")
    @MethodSource("patterns")
    void extractingLooksAtEachCharacterAFewTimesOnly(String pattern) {
        assertThat(looks(repeated(pattern, MEGABYTE)) / MEGABYTE).isLessThan(MOST_LOOKS);
    }

    @ParameterizedTest(name = "{0} twice")
    @MethodSource("patterns")
    void twiceTheTextIsTwiceTheWork(String pattern) {
        long once = looks(repeated(pattern, MEGABYTE / 16));
        long twice = looks(repeated(pattern, MEGABYTE / 8));
        assertThat(twice).isLessThan(once * 22 / 10);
    }

    @ParameterizedTest(name = "{0} behind a long run")
    @MethodSource("patterns")
    void aLongRunBeforeItIsNotReadAgain(String pattern) {
        int half = MEGABYTE / 32;
        for (var run : List.of("-", " ", "a", "1", "/", "'", "[", ".")) {
            long looks = looks(repeated(run, half) + repeated(pattern, half));
            assertThat(looks / half / 2).as("behind %s", run).isLessThan(MOST_LOOKS);
        }
    }

    private static String repeated(String pattern, int length) {
        return pattern.repeat(1 + length / pattern.length()).substring(0, length);
    }

    private static long looks(String text) {
        var counted = new Counted(text);
        var tally = new FactTally();
        var unit = new TextUnit(Speaker.USER, 0, counted, true);
        tally.begin(unit);
        Extractors.standard().forEach(extractor -> extractor.extract(unit, tally));
        StandingIndex.ofWords(counted);
        return counted.looks;
    }
}
