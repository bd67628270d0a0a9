package dev.longhaul.tools;

import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.ToolContext;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashSet;

/** Makes one annotated method a tool, or says why it cannot be one. */
final class MethodReader {

    private final Object object;
    private final Method method;
    private final Place place;

    MethodReader(Object object, Method method) {
        this.object = object;
        this.method = method;
        this.place = Place.of(method);
    }

    MethodTool read() {
        checkAnnotation();
        ReturnTypes.check(method.getReturnType(), place);
        var members = members();
        var policy = new PolicyReader(object, method);
        makeAccessible();
        return new MethodTool(spec(members), object, method, members, policy.read(), policy.approvalWhen());
    }

    private void checkAnnotation() {
        var annotation = method.getAnnotation(Tool.class);
        if (annotation != null && annotation.returnBehavior() != ReturnBehavior.TO_LLM) {
            throw place.refuse(
                    "returnBehavior " + annotation.returnBehavior() + " is not supported: results go to the model",
                    "leave returnBehavior out");
        }
        if (annotation != null && !isObject(annotation.metadata())) {
            throw place.refuse("the metadata of @Tool is not a JSON object", "correct it, or leave it out");
        }
    }

    private static boolean isObject(String json) {
        try {
            return Json.parse(json).tree().isObject();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Members members() {
        var names = new HashSet<String>();
        for (var parameter : method.getParameters()) {
            var name = ParameterReader.nameOf(parameter);
            if (!names.add(name)) {
                throw place.under(name).refuse("two parameters have this name", "change one @P(name = ...)");
            }
        }
        var reader = new ParameterReader(place);
        return new Members(Arrays.stream(method.getParameters())
                .filter(parameter -> !isInjected(parameter))
                .map(reader::read)
                .toList());
    }

    private ToolSpec spec(Members members) {
        var annotation = method.getAnnotation(Tool.class);
        var name = annotation == null || annotation.name().isBlank() ? method.getName() : annotation.name();
        var description = annotation == null ? "" : String.join("\n", annotation.value());
        try {
            return new ToolSpec(name, description, Json.of(members.schema("")));
        } catch (IllegalArgumentException e) {
            throw place.refuse(String.valueOf(e.getMessage()), "give @Tool(name = ...)", e);
        }
    }

    private void makeAccessible() {
        try {
            method.setAccessible(true);
        } catch (RuntimeException e) {
            throw place.refuse(
                    "cannot be called from here", "make it public, or open its package to dev.longhaul.tools", e);
        }
    }

    private static boolean isInjected(Parameter parameter) {
        return parameter.getType() == ToolContext.class;
    }
}
