package dev.longhaul.runner.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Money;
import dev.longhaul.budget.PriceList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/prices.md quotes code that compiles and a file that can be read. */
class PricesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "prices.md");
    private static final Path SOURCE =
            Path.of("src", "test", "java", "dev", "longhaul", "runner", "prices", "PricesExample.java");

    @TempDir
    private Path folder;

    @Test
    void the_code_on_the_page_is_the_one_that_compiles() throws IOException {
        var source = Files.readString(SOURCE);
        int start = source.indexOf('\n', source.indexOf("// tag::over[]")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// end::over[]", start)) + 1;
        assertThat(quoted("over"))
                .isEqualTo(source.substring(start, end).stripTrailing().stripIndent() + "\n");
    }

    @Test
    void the_file_on_the_page_means_what_the_page_says() throws IOException {
        var file = folder.resolve("our-prices.json");
        Files.writeString(file, quoted("file"));
        var ours = PriceFiles.read(file);
        var both = ours.over(PriceFiles.shipped());

        var december = LocalDate.parse("2026-12-01");
        assertThat(input(both, "claude-sonnet-5-5", december, 1)).isEqualTo(Money.parse("1.80"));
        assertThat(input(both, "claude-sonnet-5-5", december.minusDays(1), 1)).isEqualTo(Money.parse("2"));
        assertThat(input(both, "other-model-7", december, 200_000)).isEqualTo(Money.parse("2.50"));
        assertThat(input(both, "other-model-7", december, 200_001)).isEqualTo(Money.parse("5"));
        assertThat(input(both, "llama-in-the-rack", december, 1)).isEqualTo(Money.parse("0"));
        assertThat(both.knows("anthropic.claude-opus-5-5")).isFalse();
    }

    /** What a million tokens of input cost. */
    private static Money input(PriceList prices, String model, LocalDate day, long promptTokens) {
        return prices.price(model, day, promptTokens).orElseThrow().input().times(1_000_000);
    }

    /** The block behind {@code <!-- quote: name -->}. */
    private static String quoted(String name) throws IOException {
        var page = Files.readString(PAGE);
        var marker = "<!-- quote: " + name + " -->\n```";
        assertThat(page).contains(marker);
        int start = page.indexOf('\n', page.indexOf(marker) + marker.length()) + 1;
        return page.substring(start, page.indexOf("```", start));
    }
}
