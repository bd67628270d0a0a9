package dev.longhaul.compaction.retention;

import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What tests say in a line: facts of a text, messages, inspections. */
final class Reading {

    private Reading() {}

    /** The facts the standard extractors find in what the user says. */
    static List<Fact> facts(String text) {
        return facts(new TextUnit(Speaker.USER, 0, text, true));
    }

    static List<Fact> facts(TextUnit unit) {
        var found = new ArrayList<Fact>();
        var sink = new FactSink() {
            @Override
            public void found(FactKind kind, int start, int end) {
                found.add(new Fact(kind, unit.text().subSequence(start, end).toString()));
            }

            @Override
            public void found(FactKind kind, String text) {
                found.add(new Fact(kind, text));
            }

            @Override
            public void settled(FactKind kind, int start, int end) {}
        };
        Extractors.standard().forEach(extractor -> extractor.extract(unit, sink));
        return found;
    }

    static List<String> texts(FactKind kind, String text) {
        return facts(text).stream()
                .filter(f -> f.kind() == kind)
                .map(Fact::text)
                .toList();
    }

    static Message user(String text) {
        return Message.user(text);
    }

    static Message says(String text) {
        return Message.assistant(List.of(new Block.Text(text)));
    }

    static Message calls(String arguments) {
        return Message.assistant(List.of(new Block.ToolUse("c", "work", new Json(arguments))));
    }

    static Message result(String text) {
        return Message.user(List.of(new Block.ToolResult("c", text, false)));
    }

    static Retention inspect(List<Message> dropped, String standing) {
        return new FactInspector().inspect(new Inspection(dropped, standing));
    }

    static List<Fact> kept(Retention retention) {
        return retention.kept().stream().map(RankedFact::fact).toList();
    }

    static List<Fact> lost(Retention retention) {
        return retention.lost().stream().map(RankedFact::fact).toList();
    }

    /** The rank of one fact, kept or lost; fails if it was not seen. */
    static RankedFact ranked(Retention retention, FactKind kind, String text) {
        var fact = new Fact(kind, text);
        return Stream.concat(retention.kept().stream(), retention.lost().stream())
                .filter(r -> r.fact().equals(fact))
                .findFirst()
                .orElseThrow(() -> new AssertionError(fact + " was not found in " + retention));
    }
}
