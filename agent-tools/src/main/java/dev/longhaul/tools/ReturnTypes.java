package dev.longhaul.tools;

import dev.longhaul.tool.ToolResult;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

/** Refuses results that would reach the model as the JSON of a container instead of what is in it. */
final class ReturnTypes {

    private record Unfit(List<Class<?>> types, String problem, String fix) {}

    private static final List<Unfit> ALL = List.of(
            new Unfit(
                    List.of(Future.class, CompletionStage.class, Flow.Publisher.class),
                    "is not the result but a promise of it",
                    "return the value itself; every call has its own virtual thread and may block"),
            new Unfit(
                    List.of(BaseStream.class, Iterator.class),
                    "can be read only once and has no end one can see",
                    "return a List"),
            new Unfit(
                    List.of(ToolResult.class),
                    "is made by the caller",
                    "return the value, or throw an exception whose message tells the model what to do"));

    private ReturnTypes() {}

    static void check(Class<?> type, Place place) {
        for (var unfit : ALL) {
            if (unfit.types().stream().anyMatch(candidate -> candidate.isAssignableFrom(type))) {
                throw place.refuse("the result " + type.getName() + " " + unfit.problem(), unfit.fix());
            }
        }
    }
}
