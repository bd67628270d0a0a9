package dev.longhaul.runner.store;

import dev.longhaul.model.Model;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.session.Outcome;
import java.util.Map;

/** The code in docs/durability.md. */
final class DurabilityExample {

    private DurabilityExample() {}

    static Outcome run(Model model, Map<String, String> environment) throws InterruptedException {
        // tag::open[]
        try (var store = SessionStore.open(AgentHome.fromEnvironment(environment));
                var runner = AgentRunner.builder().model(model).journal(store).build()) {
            return runner.start("Work through the queue until it is empty.").await();
        }
        // end::open[]
    }

    static Outcome goOn(Model model, SessionStore store, String sessionId) throws InterruptedException {
        // tag::resume[]
        try (var runner = AgentRunner.builder().model(model).journal(store).build()) {
            return runner.resume(sessionId).await();
        }
        // end::resume[]
    }
}
