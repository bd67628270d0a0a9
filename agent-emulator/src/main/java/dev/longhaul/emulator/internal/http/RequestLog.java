package dev.longhaul.emulator.internal.http;

import dev.longhaul.emulator.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;

/** All requests received; bodies up to a bound, so that a server may run for days. Thread-safe. */
public final class RequestLog {

    private final List<ReceivedRequest> requests = new ArrayList<>();
    private final long mostCharacters;
    private long characters;
    private int firstWithBody;

    /** Keeps bodies of so many characters in all, the newest. */
    public RequestLog(long mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    synchronized void add(ReceivedRequest request) {
        requests.add(request);
        characters += request.body().length();
        while (characters > mostCharacters) {
            ReceivedRequest old = requests.get(firstWithBody);
            characters -= old.body().length();
            requests.set(firstWithBody++, withoutBody(old));
        }
    }

    public synchronized List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    private static ReceivedRequest withoutBody(ReceivedRequest old) {
        return new ReceivedRequest(
                old.number(), old.method(), old.path(), old.headers(), "", old.status(), old.errorMessage());
    }
}
