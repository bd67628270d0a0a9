package dev.longhaul.testkit;

import dev.longhaul.model.Json;
import java.util.List;

/** How a provider answers one request in the {@link ModelContract}. */
public sealed interface ProviderAnswer {

    /** Says {@code text} and is done. */
    record Says(String text) implements ProviderAnswer {}

    /** Says what it was told last: the text of the last block, be it words or a tool's result. */
    record Repeats() implements ProviderAnswer {}

    /** Calls tools, all in one reply. */
    record Calls(List<Call> calls) implements ProviderAnswer {
        public Calls {
            calls = List.copyOf(calls);
        }
    }

    /** One call; the provider gives the id. */
    record Call(String tool, Json input) {}

    /** Begins with {@code text} and is cut off by the token limit. */
    record IsCutOff(String text) implements ProviderAnswer {}

    /** Declines to answer. */
    record Refuses() implements ProviderAnswer {}

    /** Compacts, as the request's threshold asks, and pauses behind the summary. */
    record Summarises(String summary) implements ProviderAnswer {}

    /** Takes the request and never answers. */
    record Hangs() implements ProviderAnswer {}
}
