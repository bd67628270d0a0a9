package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** One text in the place of another, or a reason a model can act on. */
class EditTest {

    private static String edited(String text, String oldText, String newText) throws WorkspaceException {
        return new Edit(oldText, newText).in(text, "a.txt");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String text, String oldText, String newText) {
        return assertThatThrownBy(() -> edited(text, oldText, newText)).isInstanceOf(WorkspaceException.class);
    }

    @Test
    void the_one_place_is_replaced() throws Exception {
        assertThat(edited("one two three", "two", "2")).isEqualTo("one 2 three");
        assertThat(edited("one two three", " two", "")).isEqualTo("one three");
        assertThat(edited("a$1b", "$1", "\\$0")).isEqualTo("a\\$0b");
    }

    @Test
    void more_places_than_one_are_counted_and_named() {
        assertRefused("x\ny\nx\nz x\n", "x", "-")
                .hasMessage(
                        "old_text occurs 3 times in a.txt, at lines 1, 3, 4: add lines around it until it occurs once");
    }

    @Test
    void places_that_overlap_are_two() {
        assertRefused("aaa", "aa", "b").hasMessageContaining("occurs 2 times");
        assertRefused("a\n\n\nb", "\n\n", "\n").hasMessageContaining("occurs 2 times");
    }

    @Test
    void of_many_places_the_first_are_named() {
        assertRefused("x\n".repeat(50), "x", "-")
                .hasMessageContaining("50 times")
                .hasMessageContaining("9, 10 and more");
    }

    @Test
    void a_text_that_is_not_there_is_not_replaced() {
        assertRefused("one", "two", "2")
                .hasMessage(
                        "old_text does not occur in a.txt: read the file and copy the text as it is, without line numbers");
    }

    @Test
    void a_line_that_differs_in_blanks_is_pointed_at() {
        assertRefused("if (a) {\n\treturn;\n}", "    return;\n}", "-")
                .hasMessageContaining("a line like its first one is line 2; blanks or later lines differ");
    }

    @Test
    void an_edit_that_seems_done_is_said_to_be() {
        assertRefused("one 2 three", "two", "2").hasMessageContaining("perhaps this edit is done already");
    }

    @Test
    void nothing_is_not_a_place_and_the_same_is_no_change() {
        assertRefused("one", "", "2").hasMessageContaining("old_text is empty");
        assertRefused("one", "one", "one").hasMessageContaining("the same");
        assertRefused("one\r\n", "one\r\n", "one\n").hasMessageContaining("the same");
    }

    @Test
    void a_line_end_matches_either_kind_and_is_one_place() throws Exception {
        assertThat(edited("a\r\nb\r\n", "a\nb", "c\nd")).isEqualTo("c\r\nd\r\n");
        assertThat(edited("a\nb\n", "a\r\nb", "c\r\nd")).isEqualTo("c\nd\n");
        assertThat(edited("a\r\nb", "\nb", "\nc")).isEqualTo("a\r\nc");
        assertThat(edited("x\r\ny\r\n", "y", "y1\ny2")).isEqualTo("x\r\ny1\r\ny2\r\n");
    }

    @Test
    void a_lone_return_is_a_character_like_any_other() throws Exception {
        assertThat(edited("a\rb", "\r", "-")).isEqualTo("a-b");
    }
}
