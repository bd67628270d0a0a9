package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.emulator.BillingLedger.Entry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A client that gave up before its reply was sent: billed but unseen, and known to be. */
class LostClientTest {

    @RepeatedTest(10)
    void aReplyNobodyWaitedForIsBilledAndUndelivered() throws Exception {
        FaultPlan plan =
                FaultPlan.builder().at(1, Fault.delay(Duration.ofMillis(250))).build();
        Play.run(plan, (client, brain, emulator) -> {
            var impatient = client.request("/v1/messages")
                    .timeout(Duration.ofMillis(80))
                    .POST(BodyPublishers.ofString(saying("Hi").build().toString()));
            assertThatThrownBy(() -> client.exchange(impatient)).isInstanceOf(HttpTimeoutException.class);
            await(() -> delivered(emulator).equals(List.of(false)));
            client.send(saying("Hi").build());
            assertThat(delivered(emulator)).containsExactly(false, true);
        });
    }

    @Test
    void aReplyThatWasWaitedForIsDelivered() throws Exception {
        FaultPlan plan =
                FaultPlan.builder().always(Fault.delay(Duration.ofMillis(30))).build();
        Play.run(plan, (client, brain, emulator) -> {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(saying("Hi").build()).status()).isEqualTo(200);
            }
            assertThat(delivered(emulator)).containsExactly(true, true, true);
        });
    }

    private static List<Boolean> delivered(MessagesEmulator emulator) {
        return emulator.ledger().entries().stream().map(Entry::delivered).toList();
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await().until(condition::getAsBoolean);
    }
}
