package dev.longhaul.emulator.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.emulator.ReceivedRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that runs for days does not fill its memory with bodies. */
class RequestLogTest {

    @Test
    void theOldestBodiesAreEmptiedFirstAndTheRestIsKept() {
        RequestLog log = new RequestLog(10);
        log.add(request(1, "12345"));
        log.add(request(2, "1234"));
        log.add(request(3, "123456"));
        assertThat(log.all()).extracting(ReceivedRequest::body).containsExactly("", "1234", "123456");
        assertThat(log.all()).extracting(ReceivedRequest::number).containsExactly(1, 2, 3);
    }

    @Test
    void aBodyThatIsTooLongByItselfIsEmptiedToo() {
        RequestLog log = new RequestLog(10);
        log.add(request(1, "12345678901"));
        assertThat(log.all()).extracting(ReceivedRequest::body).containsExactly("");
    }

    private static ReceivedRequest request(int number, String body) {
        return new ReceivedRequest(number, "POST", "/v1/messages", Map.of(), body, 200, null);
    }
}
