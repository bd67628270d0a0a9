package dev.longhaul.testkit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Says with which seed a {@link Seeded} test failed, where every runner shows it: in the failure itself. */
final class SeedReporter implements InvocationInterceptor {

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Exception | AssertionError e) {
            var seed = method.getArguments().getFirst();
            throw new AssertionError("with -D" + Seeds.ONE + "=" + seed + ": " + e.getMessage(), e);
        }
    }
}
