package dev.longhaul.tools;

import dev.langchain4j.agent.tool.Tool;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the methods of an object that carry {@code @Tool}, wherever in its hierarchy the annotation stands.
 *
 * <p>A proxy overrides methods without repeating their annotations, so the annotated declaration is what describes the
 * tool, and calling it on the object goes through the proxy. Of several declarations of one method the most derived
 * annotated one counts. Private and static methods count too: the annotation is the wish to be called.
 */
final class ToolMethods {

    private ToolMethods() {}

    private record Signature(String name, List<Class<?>> parameters) {}

    static Collection<Method> of(Object object) {
        var found = new LinkedHashMap<Signature, Method>();
        var interfaces = new ArrayDeque<Class<?>>();
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            collect(type, found);
            interfaces.addAll(List.of(type.getInterfaces()));
        }
        while (!interfaces.isEmpty()) {
            var type = interfaces.remove();
            collect(type, found);
            interfaces.addAll(List.of(type.getInterfaces()));
        }
        return found.values();
    }

    private static void collect(Class<?> type, Map<Signature, Method> found) {
        for (var method : type.getDeclaredMethods()) {
            // The compiler copies annotations to its bridges.
            if (method.isAnnotationPresent(Tool.class) && !method.isBridge()) {
                found.putIfAbsent(new Signature(method.getName(), List.of(method.getParameterTypes())), method);
            }
        }
    }
}
