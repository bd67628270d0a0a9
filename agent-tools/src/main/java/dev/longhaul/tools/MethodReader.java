package dev.longhaul.tools;

import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.ToolContext;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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
        var specification = specification();
        var policy = new PolicyReader(object, method);
        makeAccessible();
        return new MethodTool(spec(specification), object, method, members, policy.read(), policy.approvalWhen());
    }

    private void checkAnnotation() {
        var annotation = method.getAnnotation(Tool.class);
        if (annotation != null && annotation.returnBehavior() != ReturnBehavior.TO_LLM) {
            throw place.refuse(
                    "returnBehavior " + annotation.returnBehavior() + " is not supported: results go to the model",
                    "leave returnBehavior out");
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

    /** LangChain4j checks what we don't read, such as the annotation's metadata. */
    private ToolSpecification specification() {
        try {
            return ToolSpecifications.toolSpecificationFrom(method);
        } catch (RuntimeException e) {
            throw place.refuse(
                    "LangChain4j cannot describe it: " + e.getMessage(), "correct the annotations as it says", e);
        }
    }

    private ToolSpec spec(ToolSpecification specification) {
        var schema = InputSchema.of(specification, hidden());
        try {
            return new ToolSpec(
                    specification.name(), Objects.requireNonNullElse(specification.description(), ""), schema);
        } catch (IllegalArgumentException e) {
            throw place.refuse(String.valueOf(e.getMessage()), "give @Tool(name = ...)", e);
        }
    }

    private Set<String> hidden() {
        return Arrays.stream(method.getParameters())
                .filter(MethodReader::isInjected)
                .map(ParameterReader::nameOf)
                .collect(Collectors.toSet());
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
