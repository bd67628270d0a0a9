package dev.longhaul.compaction.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every history. The seed in a failing test's name brings it back. */
class RetentionPropertiesTest {

    private static final String[] WORDS =
            "alpha beta gamma delta order page river stone cloud letter green seven going above under between"
                    .split(" ", -1);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    /** A history in random prose, and the facts planted in it. */
    private record Planted(List<Message> messages, List<Fact> facts) {}

    private static Planted plant(Random random) {
        var facts = new LinkedHashSet<Fact>();
        int count = 3 + random.nextInt(20);
        while (facts.size() < count) {
            facts.add(fact(random, facts.size()));
        }
        var messages = new ArrayList<Message>();
        for (var fact : facts) {
            var text = prose(random) + " " + written(fact) + (random.nextBoolean() ? ". " : ", ") + prose(random);
            messages.add(
                    switch (random.nextInt(4)) {
                        case 0 -> Reading.user(text);
                        case 1 -> Reading.says(text);
                        case 2 ->
                            Reading.calls(
                                    "{\"text\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
                        default -> Reading.result(text);
                    });
        }
        return new Planted(messages, List.copyOf(facts));
    }

    /** A fact unlike any other of the same history, for it has a number of its own. */
    private static Fact fact(Random random, int number) {
        int n = 1_000 + 37 * number + random.nextInt(37);
        var word = word(random);
        return switch (random.nextInt(7)) {
            case 0 -> new Fact(FactKind.PATH, "src/" + word + n + "/" + word(random) + ".java");
            case 1 -> new Fact(FactKind.URL, "https://" + word + ".example.com/" + n);
            case 2 -> new Fact(FactKind.IDENTIFIER, word.toUpperCase(Locale.ROOT) + "-" + n);
            case 3 -> new Fact(FactKind.IDENTIFIER, word + "Of" + n);
            case 4 -> new Fact(FactKind.QUANTITY, n + " ms");
            case 5 -> new Fact(FactKind.QUANTITY, "$" + n + ".50");
            default -> new Fact(FactKind.QUOTE, word + " " + word(random) + " " + n);
        };
    }

    private static String written(Fact fact) {
        return fact.kind() == FactKind.QUOTE ? "\"" + fact.text() + "\"" : fact.text();
    }

    private static String prose(Random random) {
        return random.ints(1 + random.nextInt(12), 0, WORDS.length)
                .mapToObj(i -> WORDS[i])
                .collect(Collectors.joining(" "));
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    /** A text that says these facts, and no others. */
    private static String standing(Random random, List<Fact> facts) {
        return facts.stream()
                .map(f -> prose(random) + " " + written(f) + ", " + prose(random))
                .collect(Collectors.joining(".\n"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void plantedFactsAreFoundAndNothingElse(long seed) {
        var planted = plant(new Random(seed));
        assertThat(Reading.lost(Reading.inspect(planted.messages(), "")))
                .containsExactlyInAnyOrderElementsOf(planted.facts());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneFactLessStandingIsThatFactLostAndNoOther(long seed) {
        var random = new Random(seed);
        var planted = plant(random);
        assertThat(Reading.inspect(planted.messages(), standing(random, planted.facts()))
                        .lost())
                .isEmpty();
        for (var missing : planted.facts()) {
            var others =
                    planted.facts().stream().filter(f -> !f.equals(missing)).toList();
            assertThat(Reading.lost(Reading.inspect(planted.messages(), standing(random, others))))
                    .containsExactly(missing);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theScoreNeverFallsWhenMoreStands(long seed) {
        var random = new Random(seed);
        var planted = plant(random);
        var facts = new ArrayList<>(planted.facts());
        Collections.shuffle(facts, random);
        double before = 0;
        for (int n = 0; n <= facts.size(); n++) {
            double score = Reading.inspect(planted.messages(), standing(random, facts.subList(0, n)))
                    .score();
            assertThat(score).isBetween(before, 1.0);
            before = score;
        }
        assertThat(before).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatGoesBackIsWithinTheAllowanceOnceEachAndStandsThen(long seed) {
        var random = new Random(seed);
        var planted = plant(random);
        var standing = standing(random, planted.facts().subList(0, random.nextInt(3)));
        var allowance = new Allowance(random.nextInt(400), 1.5 + 4 * random.nextDouble());
        var retention = Reading.inspect(planted.messages(), standing);
        var back = Reinjection.choose(retention, ReinjectionHistory.NONE, allowance);

        assertThat((long) Math.ceil(back.text().length() / allowance.charsPerToken()))
                .isLessThanOrEqualTo(allowance.tokens());
        var facts = back.facts().stream().map(RankedFact::fact).toList();
        assertThat(facts).doesNotHaveDuplicates().noneMatch(Reading.kept(retention)::contains);
        var after = Reading.inspect(planted.messages(), standing + "\n\n" + back.text());
        assertThat(Set.copyOf(Reading.kept(after))).containsAll(facts);
        assertThat(after.score()).isGreaterThanOrEqualTo(retention.score());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void phrasesAreFoundExactlyWhereTheyStand(long seed) {
        var random = new Random(seed);
        var letters =
                random.ints(200, 0, 3).mapToObj(i -> "abc".substring(i, i + 1)).toList();
        var phrases = new Phrases();
        var text = String.join(" ", letters);
        for (var cursor = new WordCursor(text, 0, text.length()); cursor.next(); ) {
            phrases.add(cursor.folded());
        }
        for (int i = 0; i < 200; i++) {
            var phrase = random.ints(1 + random.nextInt(8), 0, 3)
                    .mapToObj(k -> "abc".substring(k, k + 1))
                    .collect(Collectors.joining(" "));
            assertThat(phrases.has(phrase, 0, phrase.length())).as(phrase).isEqualTo(text.contains(phrase));
        }
    }
}
