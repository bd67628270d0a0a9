package dev.longhaul.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values a JSON object may carry, in the order of the parameters or components they are for. */
record Members(List<Member> all) {

    Members {
        all = List.copyOf(all);
    }

    /**
     * The values, one for each member.
     *
     * @throws BadArgument with every problem: those of all members, and names that are not known
     */
    @Nullable
    Object[] decode(ObjectNode object) throws BadArgument {
        var problems = new ArrayList<Problem>();
        var values = new @Nullable Object[all.size()];
        for (int i = 0; i < values.length; i++) {
            var member = all.get(i);
            try {
                values[i] = member.decode(object.get(member.name()));
            } catch (BadArgument e) {
                problems.addAll(e.under(member.name()));
            }
        }
        object.fieldNames().forEachRemaining(name -> {
            if (all.stream().noneMatch(member -> member.name().equals(name))) {
                problems.add(new Problem(Excerpt.of(name), "not known here; " + summary()));
            }
        });
        if (!problems.isEmpty()) {
            throw new BadArgument(problems);
        }
        return values;
    }

    /** The schema of the object; other names are an error to us, so it says so. */
    ObjectNode schema(String description) {
        var schema = Schemas.of("object", description);
        var properties = schema.putObject("properties");
        all.forEach(member -> properties.set(member.name(), member.schema()));
        var required = all.stream().filter(Member::isRequired).map(Member::name).toList();
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        return schema.put("additionalProperties", false);
    }

    /** What to send: {@code required: id, title; optional: note}. */
    String summary() {
        return "required: " + names(Member::isRequired) + "; optional: " + names(member -> !member.isRequired());
    }

    private String names(Predicate<Member> chosen) {
        var names = all.stream().filter(chosen).map(Member::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }
}
