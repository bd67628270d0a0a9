package dev.longhaul.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.output.structured.Description;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One tool per kind of parameter. */
@SuppressWarnings("unused")
final class Kinds extends Keeping {

    enum Priority {
        LOW,
        HIGH
    }

    enum Casing {
        OPEN,
        Open
    }

    record Pair(Line left, Line right) {}

    record Line(String sku, @Description("how many") int quantity) {}

    record Order(
            long id,
            Priority priority,
            List<Line> lines,
            @JsonProperty @Nullable String note) {}

    record Percent(int value) {
        Percent {
            if (value > 100) {
                throw new IllegalArgumentException("at most 100 percent");
            }
        }
    }

    @Tool
    void string(String value) {
        seen = value;
    }

    @Tool
    void primitiveInt(int value) {
        seen = value;
    }

    @Tool
    void boxedInt(Integer value) {
        seen = value;
    }

    @Tool
    void primitiveLong(long value) {
        seen = value;
    }

    @Tool
    void boxedLong(Long value) {
        seen = value;
    }

    @Tool
    void primitiveShort(short value) {
        seen = value;
    }

    @Tool
    void primitiveByte(byte value) {
        seen = value;
    }

    @Tool
    void primitiveFloat(float value) {
        seen = value;
    }

    @Tool
    void primitiveDouble(double value) {
        seen = value;
    }

    @Tool
    void boxedDouble(Double value) {
        seen = value;
    }

    @Tool
    void primitiveBoolean(boolean value) {
        seen = value;
    }

    @Tool
    void boxedBoolean(Boolean value) {
        seen = value;
    }

    @Tool
    void bigDecimal(BigDecimal value) {
        seen = value;
    }

    @Tool
    void bigInteger(BigInteger value) {
        seen = value;
    }

    @Tool
    void uuid(UUID value) {
        seen = value;
    }

    @Tool
    void choice(Priority value) {
        seen = value;
    }

    @Tool
    void casing(Casing value) {
        seen = value;
    }

    @Tool
    void pair(Pair value) {
        seen = value;
    }

    @Tool
    void strings(List<String> value) {
        seen = value;
    }

    @Tool
    void collection(Collection<Long> value) {
        seen = value;
    }

    @Tool
    void choices(Set<Priority> value) {
        seen = value;
    }

    @Tool
    void nestedLists(List<List<Integer>> value) {
        seen = value;
    }

    @Tool
    void array(String[] value) {
        seen = value;
    }

    @Tool
    void primitiveArray(int[] value) {
        seen = value;
    }

    @Tool
    void variable(Line... value) {
        seen = value;
    }

    @Tool
    void line(Line value) {
        seen = value;
    }

    @Tool
    void order(Order value) {
        seen = value;
    }

    @Tool
    void orders(List<Order> value) {
        seen = value;
    }

    @Tool
    void percent(Percent value) {
        seen = value;
    }

    @Tool
    void maybe(Optional<Integer> value) {
        seen = value;
    }

    @Tool
    void nullable(@P(required = false) @Nullable String value) {
        seen = value;
    }

    @Tool
    void withDefault(@P(defaultValue = "5") int value) {
        seen = value;
    }

    @Tool
    void withChoiceDefault(@P(defaultValue = "HIGH") Priority value) {
        seen = value;
    }

    @Tool
    void withListDefault(@P(defaultValue = "[\"a\"]") List<String> value) {
        seen = value;
    }

    @Tool
    void withArrayDefault(@P(defaultValue = "[1]") int[] value) {
        seen = value;
    }

    @Tool
    void described(@P("what it is") String value) {
        seen = value;
    }
}
