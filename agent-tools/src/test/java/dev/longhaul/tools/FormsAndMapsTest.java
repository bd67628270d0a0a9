package dev.longhaul.tools;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.longhaul.tools.FormKinds.Card;
import dev.longhaul.tools.FormKinds.Gift;
import dev.longhaul.tools.FormKinds.Points;
import dev.longhaul.tools.FormKinds.Post;
import dev.longhaul.tools.FormKinds.Transfer;
import dev.longhaul.tools.FormKinds.Visit;
import dev.longhaul.tools.Kinds.Line;
import dev.longhaul.tools.Kinds.Priority;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sealed types, maps, and components that may be left out. */
class FormsAndMapsTest {

    private static final String STRING = "{'type':'string'}";
    private static final String INTEGER = "{'type':'integer'}";
    private static final String LINE = "{'type':'object','properties':{'sku':{'type':'string'},"
            + "'quantity':{'type':'integer','description':'how many'}},'required':['sku','quantity'],"
            + "'additionalProperties':false}";
    private static final String CHOICE = "{'type':'string','enum':['LOW','HIGH']}";
    private static final String PAYMENT = "{'anyOf':["
            + "{'type':'object','properties':{'type':{'type':'string','enum':['Card']},'number':{'type':'string'},"
            + "'expires':{'type':'string','description':'a month such as 2026-11'}},"
            + "'required':['type','number','expires'],'additionalProperties':false},"
            + "{'type':'object','description':'from a bank account','properties':{'type':{'type':'string',"
            + "'enum':['Transfer']},'iban':{'type':'string'}},'required':['type'],'additionalProperties':false},"
            + "{'type':'object','properties':{'type':{'type':'string','enum':['gift_card']}},'required':['type'],"
            + "'additionalProperties':false},"
            + "{'type':'object','properties':{'type':{'type':'string','enum':['Points']},'count':{'type':'integer'}},"
            + "'required':['type','count'],'additionalProperties':false}]}";
    private static final String DELIVERY = "{'anyOf':[{'type':'object','properties':{'kind':{'type':'string',"
            + "'enum':['post']},'type':{'type':'string'}},'required':['kind','type'],'additionalProperties':false}]}";
    private static final String VISIT = "{'type':'object','properties':{"
            + "'from':{'type':'string','description':'first day (a date such as 2026-11-21)','format':'date'},"
            + "'stay':{'type':'string','description':'a duration such as PT30S, PT1H30M or P2D','format':'duration'},"
            + "'wishes':{'type':'object','propertyNames':" + CHOICE
            + ",'additionalProperties':{'type':'array','items':" + LINE
            + "}}},'required':['from','wishes'],'additionalProperties':false}";
    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

    private static String map(String value) {
        return "{'type':'object','additionalProperties':" + value + "}";
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("payment", PAYMENT, "{'type':'Points','count':3}", new Points(3)),
                arguments("payment", PAYMENT, "{'type':'gift_card'}", new Gift()),
                arguments("payment", PAYMENT, "{'iban':'DE1','type':'Transfer'}", new Transfer("DE1")),
                arguments("payment", PAYMENT, "{'type':'Transfer'}", new Transfer(null)),
                arguments(
                        "payment",
                        PAYMENT,
                        "{'type':'Card','number':'1','expires':'2030-01'}",
                        new Card("1", YearMonth.of(2030, 1))),
                arguments(
                        "payments",
                        "{'type':'array','items':" + PAYMENT + "}",
                        "[{'type':'gift_card'}]",
                        List.of(new Gift())),
                arguments("paymentMap", map(PAYMENT), "{'a':{'type':'gift_card'}}", Map.of("a", new Gift())),
                arguments("delivery", DELIVERY, "{'kind':'post','type':'parcel'}", new Post("parcel")),
                arguments("map", map(INTEGER), "{'a':1,'b':'2'}", Map.of("a", 1, "b", 2)),
                arguments("map", map(INTEGER), "{}", Map.of()),
                arguments("withMapDefault", map(INTEGER), "null", Map.of("a", 1)),
                arguments("lineMap", map(LINE), "{'a':{'sku':'x','quantity':1}}", Map.of("a", new Line("x", 1))),
                arguments(
                        "nestedMap",
                        map(map("{'type':'boolean'}")),
                        "{'a':{'b':true}}",
                        Map.of("a", Map.of("b", true))),
                arguments(
                        "byPriority",
                        "{'type':'object','propertyNames':" + CHOICE + ",'additionalProperties':" + STRING + "}",
                        "{'LOW':'a','high':'b'}",
                        Map.of(Priority.LOW, "a", Priority.HIGH, "b")),
                arguments(
                        "visit",
                        VISIT,
                        "{'from':'2026-11-21','wishes':{'HIGH':[{'sku':'x','quantity':1}]}}",
                        new Visit(
                                LocalDate.parse("2026-11-21"),
                                Optional.empty(),
                                Map.of(Priority.HIGH, List.of(new Line("x", 1))))),
                arguments(
                        "visit",
                        VISIT,
                        "{'from':'2026-11-21','stay':'P2D','wishes':{}}",
                        new Visit(LocalDate.parse("2026-11-21"), Optional.of(Duration.ofDays(2)), Map.of())),
                arguments(
                        "uuids",
                        "{'type':'array','items':{'type':'string','description':'String in a UUID format'}}",
                        "['" + ID + "']",
                        List.of(UUID.fromString(ID))),
                arguments(
                        "matrix",
                        "{'type':'array','items':{'type':'array','items':{'type':'number'}}}",
                        "[[1,0.5],[]]",
                        new double[][] {{1, 0.5}, {}}));
    }

    @ParameterizedTest(name = "{0} takes {2}")
    @MethodSource("accepted")
    void a_parameter_is_described_and_decoded(String tool, String schema, String sent, Object expected)
            throws Exception {
        KindCheck.accepts(new FormKinds(), tool, schema, sent, expected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "payment",
                        "'cash'",
                        "value: expected an object (type: one of Card, Transfer, gift_card, Points)"),
                arguments("payment", "{'count':1}", "value.type: missing, expected one of Card, Transfer"),
                arguments(
                        "payment", "{'type':'Gift'}", "value.type: expected one of Card, Transfer, gift_card, Points,"),
                arguments("payment", "{'type':'Voucher'}", "got 'Voucher'"),
                arguments("payment", "{'type':null}", "got null"),
                arguments("payment", "{'type':'Points','count':'many'}", "value.count: expected an integer"),
                arguments("payment", "{'type':'Points','count':1,'number':'1'}", "value.number: not known here"),
                arguments("payments", "[{'type':'gift_card'},{}]", "value[1].type: missing"),
                arguments("delivery", "{'type':'post'}", "value.kind: missing, expected one of post"),
                arguments("map", "[]", "value: expected an object (each value: an integer"),
                arguments("map", "{'a':1,'b':'x','c':null}", "value.b: expected an integer"),
                arguments("map", "{'a':1,'b':'x','c':null}", "value.c: expected an integer"),
                arguments("lineMap", "{'a':{'sku':'x'}}", "value.a.quantity: missing"),
                arguments("byPriority", "{'MEDIUM':'a'}", "value.MEDIUM: expected one of LOW, HIGH, got 'MEDIUM'"),
                arguments("byPriority", "{'LOW':'a','low':'b'}", "value.low: given twice, as LOW"),
                arguments("visit", "{'from':'2026-11-21','stay':2,'wishes':{}}", "value.stay: expected a duration"),
                arguments("visit", "{'wishes':{'LOW':[{}]}}", "value.wishes.LOW[0].sku: missing"));
    }

    @ParameterizedTest(name = "{0} refuses {1}")
    @MethodSource("refused")
    void a_value_that_does_not_fit_is_refused_in_words_the_model_can_act_on(String tool, String sent, String reason)
            throws Exception {
        KindCheck.refuses(new FormKinds(), tool, sent, reason);
    }
}
