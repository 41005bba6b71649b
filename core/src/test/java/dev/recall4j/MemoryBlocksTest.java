package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBlocksTest {

    private static final String BLOCK =
            "[memory 3]\n2024-05-08\n- Ana likes tea\n- Ben: Which one?\n";

    @Test
    void a_context_is_blanked_out_and_what_is_around_it_stays_where_it_was() {
        String text = "You know:\n" + BLOCK + "What should I cook?";

        String blanked = MemoryBlocks.blanked(text);

        assertThat(blanked).hasSameSizeAs(text).doesNotContain("tea");
        assertThat(blanked.strip()).startsWith("You know:").endsWith("What should I cook?");
        assertThat(blanked.indexOf("What")).isEqualTo(text.indexOf("What"));
    }

    @Test
    void a_turn_of_nothing_else_is_blank() {
        assertThat(MemoryBlocks.blanked(BLOCK)).isBlank();
        assertThat(MemoryBlocks.blanked(BLOCK.strip())).isBlank();
        assertThat(MemoryBlocks.blanked(BLOCK.replace("\n", "\r\n"))).isBlank();
        assertThat(MemoryBlocks.blanked(BLOCK.replaceAll("(?m)^", "> ")))
                .isEqualToIgnoringWhitespace("");
    }

    @Test
    void a_context_in_a_string_of_json_is_blanked_out_up_to_its_end() {
        String json =
                "{\"memories\":\"[memory 3]\\n2024-05-08\\n- Ana \\\"likes\\\" tea\\n- Ben: Which?\",\"ok\":1}";

        String blanked = MemoryBlocks.blanked(json);

        assertThat(blanked).hasSameSizeAs(json).doesNotContain("tea").doesNotContain("Which");
        assertThat(blanked).startsWith("{\"memories\":\"").endsWith("\",\"ok\":1}");
    }

    @Test
    void a_context_in_a_table_or_in_bold_is_blanked_out() {
        assertThat(MemoryBlocks.blanked(BLOCK.replaceAll("(?m)^", "| "))).doesNotContain("tea");
        assertThat(MemoryBlocks.blanked(BLOCK.replaceAll("(?m)^", "**"))).doesNotContain("tea");
    }

    @Test
    void no_more_lines_are_hidden_than_the_mark_says() {
        assertThat(MemoryBlocks.blanked(BLOCK + "- buy milk").strip()).isEqualTo("- buy milk");
    }

    @Test
    void a_context_that_was_cut_hides_nothing_behind_it() {
        String cut =
                "[memory 30]\n2024-05-08\n- Ana likes tea\nI moved to Porto.\n- and sold the car";

        assertThat(MemoryBlocks.blanked(cut).strip())
                .isEqualTo("I moved to Porto.\n- and sold the car");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[memory 9]\nI moved to Porto.",
                "[memory 9]\n- I moved to Porto.",
                "[memory 9] 2024-05-08\n- I moved to Porto.",
                "[memory]\n2024-05-08\n- I moved to Porto.",
                "[memory 9999999]\n2024-05-08\n- I moved to Porto.",
                "I have a bad [memory 9]\n2024-05-08\n- I moved to Porto.",
                "2024-05-08\n- I moved to Porto."
            })
    void what_only_looks_like_a_mark_hides_nothing(String text) {
        assertThat(MemoryBlocks.blanked(text)).isEqualTo(text);
    }

    @Test
    void several_contexts_are_blanked_out() {
        assertThat(MemoryBlocks.blanked(BLOCK + "Hi\n" + BLOCK + "Bye").strip().split("\\s+"))
                .containsExactly("Hi", "Bye");
    }

    @Test
    @Timeout(5)
    void nothing_but_marks_is_read_in_time() {
        String marks = "[memory 999999]\n2024-05-08\n";

        assertThat(MemoryBlocks.blanked(marks.repeat(Turn.TEXT_LENGTH_MAX / marks.length())))
                .isBlank();
    }
}
