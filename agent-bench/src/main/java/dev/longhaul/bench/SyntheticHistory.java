package dev.longhaul.bench;

import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The history of an agent that works on tickets and code: prose, calls, code, logs and articles. The same seed, the same text. */
final class SyntheticHistory {

    private static final String[] WORDS = ("the of and to in order customer payment is was for on with that refund page"
                    + " request service which by from this checkout account again because after before while change"
                    + " delivery status update review please note result value update team message problem details when")
            .split(" ", -1);

    private final Random random;
    private final List<Message> messages = new ArrayList<>();
    private long chars;
    private int call;

    private SyntheticHistory(long seed) {
        random = new Random(seed);
    }

    /** Messages of about so many characters. */
    static List<Message> of(long chars, long seed) {
        var history = new SyntheticHistory(seed);
        history.add(Message.user("Work through the queue until it is empty. Every reply must carry the code ZX-8841."
                + " Never refund more than $50 without asking."));
        while (history.chars < chars) {
            history.turn();
        }
        return history.messages;
    }

    /** A summary of the usual size that keeps a few details. */
    static String standing(long seed) {
        var history = new SyntheticHistory(seed + 1);
        return "Work through the queue until it is empty. Every reply must carry the code ZX-8841.\n"
                + history.prose(150) + history.article(40) + history.code(40);
    }

    private void add(Message message) {
        messages.add(message);
        for (var block : message.content()) {
            chars += switch (block) {
                case Block.Text text -> text.text().length();
                case Block.ToolUse use -> use.input().text().length();
                case Block.ToolResult result -> result.text().length();
                default -> 0;
            };
        }
    }

    private void turn() {
        var id = "call_" + ++call;
        add(Message.assistant(List.of(new Block.Text(prose(2)), new Block.ToolUse(id, "work", new Json(arguments())))));
        add(Message.user(List.of(new Block.ToolResult(id, result(), false))));
    }

    private String arguments() {
        return "{\"ticket_id\":\"TICKET-%d\",\"path\":\"src/main/java/shop/%s/%sService.java\",\"response\":\"%s\"}"
                .formatted(
                        random.nextInt(500),
                        word(),
                        capital(word()),
                        prose(2).replace("\n", "\\n").replace("\"", "\\\""));
    }

    private String result() {
        return switch (random.nextInt(5)) {
            case 0 -> ticket();
            case 1 -> code(20 + random.nextInt(200));
            case 2 -> log(20 + random.nextInt(150));
            case 3 -> article(10 + random.nextInt(60));
            default -> prose(3);
        };
    }

    private String ticket() {
        return "{\"id\":\"TICKET-%d\",\"customer_name\":\"%s %s\",\"customer_email\":\"%s@example.com\",\"description\":\"%s\"}"
                .formatted(
                        random.nextInt(500),
                        capital(word()),
                        capital(word()),
                        word(),
                        prose(4).replace("\n", "\\n").replace("\"", "\\\""));
    }

    private String prose(int sentences) {
        var text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            text.append(capital(word()));
            for (int w = 6 + random.nextInt(12); w > 0; w--) {
                text.append(' ').append(random.nextInt(25) == 0 ? detail() : word());
            }
            text.append(random.nextInt(6) == 0 ? ".\n" : ". ");
        }
        return text.toString();
    }

    private String detail() {
        return switch (random.nextInt(6)) {
            case 0 -> "ORD-" + (1000 + random.nextInt(9000));
            case 1 -> "`" + word() + "_" + word() + "`";
            case 2 -> random.nextInt(900) + " ms";
            case 3 -> "\"" + word() + " " + word() + "\"";
            case 4 -> "https://shop.example.com/" + word() + "/" + random.nextInt(1000);
            default -> "$" + random.nextInt(200) + ".50";
        };
    }

    private String code(int lines) {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(" ".repeat(4 * random.nextInt(4)));
            text.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "var " + word() + capital(word()) + " = " + word() + ".get" + capital(word()) + "();";
                        case 1 -> "if (" + word() + " == null || " + word() + ".isEmpty()) {";
                        case 2 ->
                            "return " + word() + capital(word()) + "(\"" + word() + " " + word() + "\", "
                                    + random.nextInt(99) + ");";
                        case 3 -> "// " + word() + " " + word() + " " + word();
                        default -> "}";
                    });
            text.append('\n');
        }
        return text.toString();
    }

    private String log(int lines) {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            boolean bad = random.nextInt(20) == 0;
            text.append("2026-11-%02d %02d:%02d:%02d.%03d "
                    .formatted(
                            1 + random.nextInt(28),
                            random.nextInt(24),
                            random.nextInt(60),
                            random.nextInt(60),
                            random.nextInt(1000)));
            text.append(bad ? "ERROR " : "INFO  ")
                    .append("[worker-")
                    .append(random.nextInt(8))
                    .append("] ");
            text.append("shop.")
                    .append(word())
                    .append('.')
                    .append(capital(word()))
                    .append(" - ")
                    .append(word())
                    .append(' ');
            text.append(
                    bad
                            ? "failed: java.net.ConnectException: Connection refused"
                            : "done in " + random.nextInt(400) + " ms");
            text.append('\n');
        }
        return text.toString();
    }

    private String article(int paragraphs) {
        var text = new StringBuilder();
        for (int i = 0; i < paragraphs; i++) {
            text.append(i % 5 == 0 ? "## " + capital(word()) + "\n" : "")
                    .append(prose(4))
                    .append("\n\n");
        }
        return text.toString();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
