package dev.longhaul.tools;

import dev.longhaul.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads the methods of plain objects that carry LangChain4j's {@code @Tool} and {@code @P}.
 *
 * <p>What can be wrong with a definition is found here, when the program starts. What a model can do wrong is found when
 * it calls: arguments that do not fit become an error result that names each problem, and the method does not run.
 * An exception the method throws leaves {@link Tool#call} as it is.
 *
 * <p>The tools are as thread-safe as the objects: calls of one reply run in parallel. A parameter of type
 * {@link dev.longhaul.tool.ToolContext} is filled in and hidden from the model.
 */
public final class AnnotatedTools {

    private AnnotatedTools() {}

    /**
     * One tool per annotated method, inherited, private and static ones included, sorted by name: the same program
     * always describes its tools in the same order, which keeps a provider's prompt cache valid.
     *
     * @param objects each with at least one annotated method
     * @throws ToolDefinitionException if a method cannot be a tool, two share a name, or an object has none; the message
     *     names class, method, parameter and the fix
     */
    public static List<Tool> of(Object... objects) {
        var tools = new TreeMap<String, MethodTool>();
        for (var object : objects) {
            for (var tool : read(object)) {
                var other = tools.putIfAbsent(tool.spec().name(), tool);
                if (other != null) {
                    throw sameName(other, tool);
                }
            }
        }
        return List.copyOf(tools.values());
    }

    private static List<MethodTool> read(Object object) {
        var tools = new ArrayList<MethodTool>();
        for (var method : ToolMethods.of(object)) {
            tools.add(new MethodReader(object, method).read());
        }
        if (tools.isEmpty()) {
            throw noTools(object);
        }
        return tools;
    }

    private static ToolDefinitionException noTools(Object object) {
        var fix =
                switch (object) {
                    case Class<?> type -> "pass an object of " + type.getName() + ", not its class";
                    case Iterable<?> some -> "pass the objects themselves, not a collection of them";
                    default ->
                        "annotate a method with dev.langchain4j.agent.tool.Tool; behind a JDK proxy the annotation"
                                + " must stand in the interface";
                };
        return new ToolDefinitionException(
                object.getClass().getName() + " has no @Tool methods. Fix: " + fix + ".", null);
    }

    private static ToolDefinitionException sameName(MethodTool one, MethodTool other) {
        return Place.of(other.method())
                .refuse(
                        "the tool name " + one.spec().name() + " is taken by " + Place.describe(one.method()),
                        "give one of them another @Tool(name = ...)");
    }
}
