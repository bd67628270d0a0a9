package dev.longhaul.compaction.retention;

import static dev.longhaul.compaction.retention.FactKind.ERROR;
import static dev.longhaul.compaction.retention.FactKind.IDENTIFIER;
import static dev.longhaul.compaction.retention.FactKind.OBLIGATION;
import static dev.longhaul.compaction.retention.FactKind.PATH;
import static dev.longhaul.compaction.retention.FactKind.QUANTITY;
import static dev.longhaul.compaction.retention.FactKind.QUOTE;
import static dev.longhaul.compaction.retention.FactKind.URL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a fact, kind by kind, and what does not. */
class ExtractionTest {

    static Stream<Arguments> examples() {
        return Stream.of(paths(), urls(), identifiers(), errors(), quantities(), quotes(), obligations())
                .flatMap(s -> s);
    }

    private static Stream<Arguments> paths() {
        return Stream.of(
                row(PATH, "look at src/main/java/App.java first", "src/main/java/App.java"),
                row(PATH, "it is in /etc/nginx/nginx.conf.", "/etc/nginx/nginx.conf"),
                row(PATH, "see ./run.sh, ../lib/x and ~/notes/a", "./run.sh", "../lib/x", "~/notes/a"),
                row(PATH, "open C:\\work\\app\\Main.cs now", "C:\\work\\app\\Main.cs"),
                row(PATH, "src\\app\\Main.cs fails", "src\\app\\Main.cs"),
                row(PATH, "at (src/App.java:42:7)", "src/App.java"),
                row(PATH, "change pom.xml and README.md", "pom.xml", "README.md"),
                row(PATH, "**`docs/adr/0001-fold.md`**", "docs/adr/0001-fold.md"),
                row(PATH, "POST /v1/messages", "/v1/messages"),
                row(PATH, "packages/core/src holds it", "packages/core/src"),
                row(PATH, "日本語 docs/設計.md です", "docs/設計.md"),
                row(PATH, "and/or, km/h, TCP/IP, 24/7, his/her"),
                row(PATH, "<b>bold</b> </div> // comment"),
                row(PATH, "application/json and a / b"));
    }

    private static Stream<Arguments> urls() {
        return Stream.of(
                row(URL, "at https://shop.example.com/a/b?x=1&y=(2)#c.", "https://shop.example.com/a/b?x=1&y=(2)#c"),
                row(URL, "(see http://localhost:8080/health)", "http://localhost:8080/health"),
                row(URL, "[link](https://a.io/x)", "https://a.io/x"),
                row(URL, "jdbc s3://bucket/key, postgres://u@h/db", "s3://bucket/key", "postgres://u@h/db"),
                row(URL, "\"https://a.io\",\"https://b.io\"", "https://a.io", "https://b.io"),
                row(URL, "http:// and ://x and a:b"));
    }

    private static Stream<Arguments> identifiers() {
        return Stream.of(
                row(IDENTIFIER, "TICKET-17 and ORD-4711, see E1042.", "TICKET-17", "ORD-4711", "E1042"),
                row(IDENTIFIER, "it says AUTH_TIMEOUT (again)", "AUTH_TIMEOUT"),
                row(IDENTIFIER, "order #4711 of ticket-9", "#4711", "ticket-9"),
                row(IDENTIFIER, "call getUser() in AuthService", "getUser", "AuthService"),
                row(IDENTIFIER, "set max_retries in app.config.timeout", "max_retries", "app.config.timeout"),
                row(IDENTIFIER, "commit 3f9a2bc, tree a1b2c3d4e5f60718", "3f9a2bc", "a1b2c3d4e5f60718"),
                row(IDENTIFIER, "id 123e4567-e89b-12d3-a456-426614174000!", "123e4567-e89b-12d3-a456-426614174000"),
                row(IDENTIFIER, "mail ann@shop.example.com", "ann@shop.example.com"),
                row(IDENTIFIER, "code:ZX-81 id:AB-2", "ZX-81", "AB-2"),
                row(IDENTIFIER, "_TICKET-17_ and **ORD-1**", "TICKET-17", "ORD-1"),
                row(IDENTIFIER, "sha256 of it", "sha256"),
                row(IDENTIFIER, "NASA HTTP TODO Hello World"),
                row(IDENTIFIER, "a long-running state-of-the-art thing"),
                row(IDENTIFIER, "e.g. this, i.e. that, the U.S. too"),
                row(IDENTIFIER, "the end.Then more"),
                row(IDENTIFIER, "1st 2nd 3rd, Q3, MP3, defaced, 1234567"));
    }

    private static Stream<Arguments> errors() {
        return Stream.of(
                row(ERROR, "x\n  java.io.IOException: disk full\n  at A.b(A.java:1)", "java.io.IOException: disk full"),
                row(ERROR, "We tried. The payment failed with code 7. Next.", "The payment failed with code 7"),
                row(ERROR, "2026-11-21 10:00:00,123 ERROR pool exhausted", "ERROR pool exhausted"),
                row(ERROR, "error: queue is empty", "error: queue is empty"),
                row(ERROR, "TypeError: x is undefined", "TypeError: x is undefined"),
                row(ERROR, "- Cannot invoke \"a.b()\" because c is null", "Cannot invoke \"a.b()\" because c is null"),
                row(ERROR, "bash: foo: Permission denied", "bash: foo: Permission denied"),
                row(ERROR, "I got a NullPointerException at checkout!", "I got a NullPointerException at checkout!"),
                row(
                        ERROR,
                        "throw new IllegalStateException(\"x\");\n} catch (IOException e) {\nimport a.FooException;"),
                row(ERROR, "to err is human; an error in judgement, a terror, mirrors"),
                row(ERROR, "the exception proves the rule"));
    }

    private static Stream<Arguments> quantities() {
        return Stream.of(
                row(QUANTITY, "took 350 ms, 1.5GB and 2h30m", "350 ms", "1.5GB", "2h30m"),
                row(QUANTITY, "refund $1,200.50 or 20 EUR or €30", "$1,200.50", "20 EUR", "€30"),
                row(QUANTITY, "up 12% or 3 percent or 4 %", "12%", "3 percent", "4 %"),
                row(QUANTITY, "upgrade 1.2.3 to v2 and 1.0.0-rc1", "1.2.3", "v2", "1.0.0-rc1"),
                row(
                        QUANTITY,
                        "on 2026-11-21 at 14:05, 2026-11-21T10:00:00Z",
                        "2026-11-21",
                        "14:05",
                        "2026-11-21T10:00:00Z"),
                row(QUANTITY, "by 21.11.2026 or 11/21/2026", "21.11.2026", "11/21/2026"),
                row(QUANTITY, "port 8080 on localhost:9090", "port 8080", "localhost:9090"),
                row(QUANTITY, "a 24-hour window of 150,000 tokens", "24-hour", "150,000 tokens"),
                row(QUANTITY, "wait 30 seconds.", "30 seconds"),
                row(QUANTITY, "version 1.37 here", "version 1.37"),
                row(QUANTITY, "three of 12 apostles, in 1984, page 7"),
                row(QUANTITY, "3.5 of them; 10 a day; 5 users"),
                row(QUANTITY, "## 2 Heading\n1. first\n2) second"),
                row(QUANTITY, "$ and % and -"));
    }

    private static Stream<Arguments> quotes() {
        return Stream.of(
                row(QUOTE, "he said \"come back later\" twice", "come back later"),
                row(QUOTE, "the 'Pay now' button", "Pay now"),
                row(QUOTE, "run `mvn verify` first", "mvn verify"),
                row(QUOTE, "“guten Tag” sagte er", "guten Tag"),
                row(QUOTE, "status is \"pending\"", "pending"),
                row(QUOTE, "don't, can't, it's the dogs' bowl"),
                row(QUOTE, "\"\" \"a\" \"  \" \"---\""),
                row(QUOTE, "an open \" quote\nand a line"),
                row(QUOTE, "`src/App.java` is a path, `getUser` a name"),
                row(QUOTE, "\"" + "x ".repeat(101) + "x\""));
    }

    private static Stream<Arguments> obligations() {
        return Stream.of(
                row(OBLIGATION, "Hi. Every reply must carry ZX-81. Bye.", "Every reply must carry ZX-81"),
                row(OBLIGATION, "Work until the queue is empty.", "Work until the queue is empty"),
                row(OBLIGATION, "Never refund more than $50!", "Never refund more than $50!"),
                row(OBLIGATION, "- [ ] write the tests\n- [x] write the code", "write the tests"),
                row(OBLIGATION, "1. [ ] check the logs", "check the logs"),
                row(OBLIGATION, "// TODO handle nulls", "TODO handle nulls"),
                row(OBLIGATION, "ok. Can you check the logs? thanks", "Can you check the logs?"),
                row(OBLIGATION, "> Please keep it short.", "Please keep it short"),
                row(OBLIGATION, "if (must) { until(x); }"),
                row(OBLIGATION, "mustard, evergreen, a todo list"),
                row(OBLIGATION, "array[ ] and x[ ] y"));
    }

    private static Arguments row(FactKind kind, String text, String... facts) {
        return arguments(kind, text, List.of(facts));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("examples")
    void findsExactlyTheFactsOfAKind(FactKind kind, String text, List<String> facts) {
        assertThat(Reading.texts(kind, text)).isEqualTo(facts);
    }

    @Test
    void theTableHasExamplesEnough() {
        assertThat(examples().count()).isGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\n",
                "\"",
                "'",
                "[",
                "[ ]",
                "- [",
                "://",
                "a://",
                "$",
                "-1",
                "\\",
                "C:\\",
                "v",
                "#",
                "…",
                "\ud83d\ude00",
                "\ud83d"
            })
    void oddTextsAreReadWithoutHarm(String text) {
        assertThat(Reading.facts(text))
                .allSatisfy(fact -> assertThat(fact.text()).isNotBlank());
        assertThat(Reading.facts("x " + text)).isNotNull();
    }

    @Test
    void aQuestionThatWasAnsweredIsNoObligation() {
        var answered = new TextUnit(Speaker.USER, 0, "Can you check the logs?", false);
        assertThat(Reading.facts(answered)).isEmpty();
    }

    @Test
    void aPromiseOfTheAssistantIsAnObligationAndAnAnnouncementIsNot() {
        var promise = new TextUnit(
                Speaker.ASSISTANT, 0, "I will refund you by Friday. I will now read on. We'll write.", true);
        assertThat(Reading.facts(promise).stream().map(Fact::text))
                .containsExactly("I will refund you by Friday", "We'll write");
    }
}
