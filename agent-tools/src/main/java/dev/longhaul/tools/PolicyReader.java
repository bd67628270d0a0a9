package dev.longhaul.tools;

import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.ToolCall;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the policy of one annotated method, or says what is wrong with it. */
final class PolicyReader {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private final Object object;
    private final Method method;
    private final Place place;

    PolicyReader(Object object, Method method) {
        this.object = object;
        this.method = method;
        this.place = Place.of(method);
    }

    CallPolicy read() {
        var annotation = annotation();
        return annotation == null ? CallPolicy.DEFAULT : policy(annotation);
    }

    /** The method's own; else that of the class it was written in; else that of the object's class. */
    private @Nullable ToolPolicy annotation() {
        return Stream.of(method, method.getDeclaringClass(), object.getClass())
                .map(where -> where.getAnnotation(ToolPolicy.class))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private CallPolicy policy(ToolPolicy annotation) {
        try {
            return new CallPolicy(
                    timeout(annotation.timeout()),
                    annotation.rerun(),
                    approval(annotation),
                    annotation.maxResultTokens(),
                    annotation.inWrapUp(),
                    annotation.parallel());
        } catch (ToolDefinitionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw place.refuse("@ToolPolicy: " + e.getMessage(), "correct the annotation", e);
        }
    }

    private Optional<Duration> timeout(String text) {
        var given = text.strip().toLowerCase(Locale.ROOT);
        var match = SHORT.matcher(given);
        if (match.matches()) {
            return Optional.of(Duration.parse(
                    match.group(2).equals("ms")
                            ? "PT" + Long.parseLong(match.group(1)) / 1e3 + "S"
                            : "PT" + match.group(1) + match.group(2)));
        }
        try {
            return given.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(given));
        } catch (DateTimeParseException e) {
            throw place.refuse(
                    "@ToolPolicy: the timeout \"" + text + "\" is no duration", "write it like 30s, 5m or 2h", e);
        }
    }

    private Approval approval(ToolPolicy annotation) {
        boolean named = !annotation.approvalWhen().isBlank();
        if (annotation.approval() == Approval.WHEN && !named) {
            throw place.refuse(
                    "@ToolPolicy: approval WHEN does not say when", "name a method that does in approvalWhen");
        }
        if (annotation.approval() == Approval.ALWAYS && named) {
            throw place.refuse(
                    "@ToolPolicy: approval is ALWAYS, so approvalWhen says nothing", "leave one of them out");
        }
        return named ? Approval.WHEN : annotation.approval();
    }

    /** The method that says whether a call needs approval; null if the policy names none. */
    @Nullable
    Method approvalWhen() {
        var annotation = annotation();
        if (annotation == null || annotation.approvalWhen().isBlank()) {
            return null;
        }
        var name = annotation.approvalWhen().strip();
        var found = find(name);
        if (found == null) {
            throw place.refuse(
                    "@ToolPolicy: approvalWhen names " + name + ", and there is no such method",
                    "write one: boolean " + name + "(ToolCall call)");
        }
        if (found.getReturnType() != boolean.class) {
            throw place.refuse(
                    "@ToolPolicy: " + name + " returns " + found.getReturnType().getSimpleName(),
                    "let it return boolean");
        }
        return accessible(found);
    }

    private @Nullable Method find(String name) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            var found = Arrays.stream(type.getDeclaredMethods())
                    .filter(candidate -> candidate.getName().equals(name))
                    .filter(candidate -> Arrays.equals(candidate.getParameterTypes(), new Class<?>[] {ToolCall.class}))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return null;
    }

    private Method accessible(Method found) {
        try {
            found.setAccessible(true);
            return found;
        } catch (RuntimeException e) {
            throw place.refuse(
                    "@ToolPolicy: " + found.getName() + " cannot be called from here",
                    "make it public, or open its package to dev.longhaul.tools",
                    e);
        }
    }
}
