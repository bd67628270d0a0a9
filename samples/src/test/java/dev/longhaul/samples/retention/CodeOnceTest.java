package dev.longhaul.samples.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testkit.Seeded;

class CodeOnceTest {

    @Seeded(20)
    void theFirstTicketAloneHasTheCodeAndOnlyOnce(long seed) {
        var queue = CodeOnce.of(seed, 60);
        assertThat(queue.tickets()).hasSize(60);
        assertThat(queue.tickets().getFirst().description()).containsOnlyOnce(queue.code());
        assertThat(queue.tickets().stream().skip(1))
                .noneMatch(ticket -> ticket.toString().contains(queue.code()));
    }

    @Seeded(20)
    void theSameSeedMakesTheSameQueueAndAnotherSeedAnotherCode(long seed) {
        assertThat(CodeOnce.of(seed, 3)).isEqualTo(CodeOnce.of(seed, 3));
        assertThat(CodeOnce.of(seed, 3).code())
                .isNotEqualTo(CodeOnce.of(seed + 1, 3).code());
        assertThat(CodeOnce.of(seed, 3).code()).matches("[A-Z]{2}-[A-Z2-9]{4}-\\d{4}");
    }
}
