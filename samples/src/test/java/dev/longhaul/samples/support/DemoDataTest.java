package dev.longhaul.samples.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {

    private static final DemoData DATA = new DemoData(7);

    @Test
    void theSameSeedMakesTheSameData() {
        assertThat(DATA.tickets(30)).isEqualTo(new DemoData(7).tickets(30));
        assertThat(DATA.knowledge()).isEqualTo(new DemoData(7).knowledge());
        assertThat(DATA.tickets(30)).isNotEqualTo(new DemoData(8).tickets(30));
    }

    @Test
    void noPlaceIsLeftUnfilled() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(new DemoData(seed).tickets(50).toString()).doesNotContain("{", "}");
        }
        assertThat(DATA.knowledge().toString()).doesNotContain("{word", "{thing");
    }

    @Test
    void ticketsAreOfAllKinds() {
        assertThat(DATA.tickets(60))
                .extracting(Ticket::category)
                .contains("billing", "technical", "account", "product", "shipping");
    }

    @Test
    void articlesAreLongAndNoSentenceComesTwice() {
        var articles = DATA.knowledge().articles().values().stream()
                .flatMap(a -> a.stream())
                .toList();
        assertThat(articles).hasSize(25).allSatisfy(article -> {
            assertThat(article.text()).hasSizeBetween(20_000, 28_000);
            assertThat(Arrays.asList(article.text().split("(?<=[.])\\s+"))).doesNotHaveDuplicates();
        });
    }

    @Test
    void theSearchFindsTheArticleOfATicket() {
        for (var ticket : DATA.tickets(60)) {
            var found = DATA.knowledge().search(ticket.category(), ticket.subject());
            assertThat(found.matches().getFirst().title()).isEqualTo(ticket.subject());
        }
    }

    @Test
    void whatIsWrittenIsWhatIsRead(@TempDir Path directory) {
        DemoData.writeQueue(DATA.tickets(5), directory.resolve("queue.json"));
        DemoData.writeKnowledge(DATA.knowledge(), directory.resolve("knowledge.json"));
        assertThat(DeskFiles.queue(directory.resolve("queue.json"))).isEqualTo(DATA.tickets(5));
        assertThat(DeskFiles.knowledge(directory.resolve("knowledge.json"))).isEqualTo(DATA.knowledge());
    }

    @Test
    void theExamplesForReadersAreReadable() {
        var queue = DeskFiles.queue(Path.of("support/queue.json"));
        var knowledge = DeskFiles.knowledge(Path.of("support/knowledge.json"));
        assertThat(queue).hasSize(5);
        assertThat(queue).allSatisfy(ticket -> assertThat(
                        knowledge.search(ticket.category(), ticket.subject()).matches())
                .isNotEmpty());
    }
}
