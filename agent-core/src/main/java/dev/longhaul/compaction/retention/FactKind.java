package dev.longhaul.compaction.retention;

/** What sort of exact detail a {@link Fact} is. */
public enum FactKind {

    /** Something that still has to be done or obeyed: a rule, an open question, a to-do item, a promise. */
    OBLIGATION,

    /** The line or sentence that says what went wrong. */
    ERROR,

    /** A name that only helps when exact: a ticket or order id, an error code, a name from code, a hash, a UUID. */
    IDENTIFIER,

    /** A file or folder. */
    PATH,

    /** An address with its scheme. */
    URL,

    /** A number with its unit: a measure, an amount of money, a percentage, a version, a date, a time, a port. */
    QUANTITY,

    /** Words in quotation marks. */
    QUOTE;

    /** Whether such a fact says little without the words around it: a number, a name. */
    boolean isBare() {
        return switch (this) {
            case IDENTIFIER, QUANTITY, QUOTE -> true;
            case OBLIGATION, ERROR, PATH, URL -> false;
        };
    }

    /** Sets equal words of different kinds apart in a hash; the same in every run. */
    int salt() {
        return name().hashCode();
    }
}
