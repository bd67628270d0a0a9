package dev.longhaul.runner.store;

import java.nio.file.Path;
import java.util.function.Supplier;

/** A process that looks at session {@code s} and says in a line each what it sees: who holds it, how long it is, whether it is sound. */
final class Looking {

    private Looking() {}

    public static void main(String[] arguments) {
        try (var store = SessionStore.openToRead(AgentHome.at(Path.of(arguments[0])))) {
            tell(() ->
                    store.list().getFirst().holder().map(lease -> lease.holder().host()));
            tell(() -> store.stream("s", 0).count());
            tell(() -> store.verify("s"));
        }
    }

    private static void tell(Supplier<Object> look) {
        try {
            System.out.println(look.get());
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
    }
}
