package dev.longhaul.compaction.retention;

/**
 * One exact detail. Two facts are equal if their kinds and normal forms are: {@code 5 MB} equals {@code 5mb}, {@code
 * Ticket-17} equals {@code TICKET-17}, but a path, an address behind its host or a name in camel case keeps its case.
 * Immutable.
 *
 * @param text as it was first said, on one line
 */
public record Fact(FactKind kind, String text) {

    public Fact {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a fact of kind " + kind + " has no text");
        }
    }

    /** What is compared: case, white space and spellings of units folded as far as the kind allows. */
    public String normalForm() {
        return new NormalForm().of(kind, text, 0, text.length()).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fact fact
                && kind == fact.kind
                && (text.equals(fact.text) || normalForm().equals(fact.normalForm()));
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + normalForm().hashCode();
    }
}
