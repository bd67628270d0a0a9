package dev.longhaul.testkit;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The seeds of a {@link Seeded} test. */
final class Seeds implements ArgumentsProvider, AnnotationConsumer<Seeded> {

    /** Runs this seed alone. */
    static final String ONE = "longhaul.seed";

    /** Runs so many seeds instead of what the test says. */
    static final String HOW_MANY = "longhaul.seeds";

    private int count;

    @Override
    public void accept(Seeded seeded) {
        count = Integer.getInteger(HOW_MANY, seeded.value());
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        var one = Long.getLong(ONE);
        return (one == null ? LongStream.rangeClosed(1, count) : LongStream.of(one)).mapToObj(Arguments::of);
    }
}
