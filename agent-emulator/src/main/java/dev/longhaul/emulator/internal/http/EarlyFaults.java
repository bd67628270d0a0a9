package dev.longhaul.emulator.internal.http;

import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.internal.wire.ApiException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Faults that strike before anything is sampled or billed. */
final class EarlyFaults {

    private EarlyFaults() {}

    /**
     * What is answered instead of sampling, or null where the request goes on.
     *
     * @param compaction whether a summary is to be written or read
     * @throws ApiException where the answer is an error envelope
     */
    static @Nullable Outgoing strike(Fault.BeforeSampling fault, boolean compaction) {
        return switch (fault) {
            case Fault.Status(int status, Integer retryAfter) ->
                throw ApiException.of(status, "The emulator was told to answer " + status + ".", retryAfter);
            case Fault.ErrorCode(String code) ->
                throw ApiException.coded(400, code, "The emulator was told to answer " + code + ".", null);
            case Fault.CompactionUnavailable(Integer retryAfter) -> {
                if (compaction) {
                    throw ApiException.coded(
                            529, "compaction_unavailable", "Compaction is temporarily unavailable.", retryAfter);
                }
                yield null;
            }
            case Fault.SpendCap() -> throw ApiException.spendCap();
            case Fault.PlainTooLarge() -> Outgoing.plainTooLarge();
            case Fault.Delay(Duration duration) -> {
                pause(duration);
                yield null;
            }
        };
    }

    static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the emulator is closing", e);
        }
    }
}
