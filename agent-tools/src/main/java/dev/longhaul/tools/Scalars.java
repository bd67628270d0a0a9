package dev.longhaul.tools;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The types that need no reading: one shape each, the same for a primitive and its box. */
final class Scalars {

    private static final Map<Class<?>, Shape> SHAPES = Map.ofEntries(
            Map.entry(String.class, new TextShape()),
            Map.entry(Boolean.class, new BooleanShape()),
            Map.entry(Byte.class, NumberShape.integer(Byte.MIN_VALUE, Byte.MAX_VALUE, BigDecimal::byteValueExact)),
            Map.entry(Short.class, NumberShape.integer(Short.MIN_VALUE, Short.MAX_VALUE, BigDecimal::shortValueExact)),
            Map.entry(
                    Integer.class,
                    NumberShape.integer(Integer.MIN_VALUE, Integer.MAX_VALUE, BigDecimal::intValueExact)),
            Map.entry(Long.class, NumberShape.integer(Long.MIN_VALUE, Long.MAX_VALUE, BigDecimal::longValueExact)),
            Map.entry(Float.class, NumberShape.float32()),
            Map.entry(Double.class, NumberShape.float64()),
            Map.entry(BigInteger.class, NumberShape.bigInteger()),
            Map.entry(BigDecimal.class, NumberShape.bigDecimal()),
            Map.entry(UUID.class, new UuidShape()));

    private Scalars() {}

    static Optional<Shape> of(Class<?> type) {
        var boxed = MethodType.methodType(type).wrap().returnType();
        return Optional.ofNullable(SHAPES.get(boxed)).or(() -> Optional.ofNullable(ParsedShape.ALL.get(boxed)));
    }
}
