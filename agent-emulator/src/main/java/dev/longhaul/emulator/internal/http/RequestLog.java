package dev.longhaul.emulator.internal.http;

import dev.longhaul.emulator.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;

/** All requests received; bodies up to a bound, so that a server may run for days. Thread-safe. */
public final class RequestLog {

  private static final long MOST_CHARACTERS = 128L << 20;

  private final List<ReceivedRequest> requests = new ArrayList<>();
  private long characters;
  private int firstWithBody;

  synchronized void add(ReceivedRequest request) {
    requests.add(request);
    characters += request.body().length();
    while (characters > MOST_CHARACTERS) {
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
