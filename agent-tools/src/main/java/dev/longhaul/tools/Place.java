package dev.longhaul.tools;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Where in a tool's definition something stands; refusals name it.
 *
 * @param path the parameter and the components below it, such as {@code order.lines}; empty for the method itself
 */
record Place(Method method, String path) {

    static Place of(Method method) {
        return new Place(method, "");
    }

    Place under(String name) {
        return new Place(method, path.isEmpty() ? name : path + "." + name);
    }

    /** What to throw. Both sentences come without their full stop. */
    ToolDefinitionException refuse(String problem, String fix) {
        return refuse(problem, fix, null);
    }

    ToolDefinitionException refuse(String problem, String fix, @Nullable Throwable cause) {
        var parameter = path.isEmpty() ? "" : ", parameter " + path;
        return new ToolDefinitionException(
                describe(method) + parameter + ": " + problem + ". Fix: " + fix + ".", cause);
    }

    static String describe(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
