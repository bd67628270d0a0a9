package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes articles from a small grammar: readable, long, and no sentence twice in one of them. */
final class DemoArticles {

    private static final int SENTENCES_IN_A_PARAGRAPH = 6;
    private static final int PARAGRAPHS_IN_A_SECTION = 4;

    private final JsonNode grammar;
    private final Dice dice;

    DemoArticles(JsonNode grammar, Dice dice) {
        this.grammar = grammar;
        this.dice = dice;
    }

    /** An article about one kind of ticket, of about so many characters. */
    Article about(String category, String subject, int chars) {
        var text = new StringBuilder("# " + subject + "\n\n");
        text.append(introduction(subject));
        var used = new HashSet<String>();
        int paragraph = 0;
        while (text.length() < chars) {
            if (paragraph % PARAGRAPHS_IN_A_SECTION == 0) {
                text.append("\n\n## ").append(heading(paragraph / PARAGRAPHS_IN_A_SECTION));
            }
            text.append("\n\n").append(String.join(" ", paragraph(category, used)));
            paragraph++;
        }
        return new Article(text.append("\n").toString());
    }

    private static String introduction(String subject) {
        return "This article helps with tickets of the kind \"" + subject
                + "\". It says what to check, what to ask for and"
                + " how to answer; dates, amounts and codes are to be taken from the ticket itself.";
    }

    private String heading(int number) {
        var names = grammar.path("sections");
        int part = number / names.size() + 1;
        return names.path(number % names.size()).asText() + (part == 1 ? "" : ", part " + part);
    }

    private List<String> paragraph(String category, Set<String> used) {
        var sentences = new ArrayList<String>();
        while (sentences.size() < SENTENCES_IN_A_PARAGRAPH) {
            var sentence = sentence(category);
            if (used.add(sentence)) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    private String sentence(String category) {
        var template = pick(grammar.path("sentences"));
        var sentence = dice.fill(template, slot -> value(category, slot));
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private String value(String category, String slot) {
        var own = grammar.path("categories").path(category).path(slot);
        var common = grammar.path("common").path(slot);
        if (own.isArray()) {
            return pick(own);
        }
        return common.isArray() ? pick(common) : dice.fact(slot);
    }

    private String pick(JsonNode array) {
        return array.path(dice.between(0, array.size() - 1)).asText();
    }
}
