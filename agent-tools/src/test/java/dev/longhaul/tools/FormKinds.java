package dev.longhaul.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.output.structured.Description;
import dev.longhaul.tools.Kinds.Line;
import dev.longhaul.tools.Kinds.Priority;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One tool per kind of value that is made of others. */
@SuppressWarnings("unused")
final class FormKinds extends Keeping {

    /** How somebody pays. */
    sealed interface Payment permits Card, Transfer, Voucher {}

    record Card(String number, YearMonth expires) implements Payment {}

    @Description("from a bank account")
    record Transfer(@JsonProperty @Nullable String iban) implements Payment {}

    sealed interface Voucher extends Payment permits Gift, Points {}

    @JsonTypeName("gift_card")
    record Gift() implements Voucher {}

    record Points(int count) implements Voucher {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Post.class, name = "post"))
    sealed interface Delivery permits Post {}

    record Post(String type) implements Delivery {}

    record Visit(@Description("first day") LocalDate from, Optional<Duration> stay, Map<Priority, List<Line>> wishes) {}

    @Tool
    void map(Map<String, Integer> value) {
        seen = value;
    }

    @Tool
    void withMapDefault(@P(defaultValue = "{\"a\":1}") Map<String, Integer> value) {
        seen = value;
    }

    @Tool
    void byPriority(Map<Priority, String> value) {
        seen = value;
    }

    @Tool
    void lineMap(Map<String, Line> value) {
        seen = value;
    }

    @Tool
    void nestedMap(Map<String, Map<String, Boolean>> value) {
        seen = value;
    }

    @Tool
    void payment(Payment value) {
        seen = value;
    }

    @Tool
    void payments(List<Payment> value) {
        seen = value;
    }

    @Tool
    void paymentMap(Map<String, Payment> value) {
        seen = value;
    }

    @Tool
    void delivery(Delivery value) {
        seen = value;
    }

    @Tool
    void visit(Visit value) {
        seen = value;
    }

    @Tool
    void uuids(Collection<UUID> value) {
        seen = value;
    }

    @Tool
    void matrix(double[][] value) {
        seen = value;
    }
}
