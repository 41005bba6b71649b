package dev.recall4j.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

class ReplyReaderTest {

    private static final ReplyReader READER = new ReplyReader("facts");
    private static final String TWO = "{\"facts\":[{\"a\":1},{\"a\":2}]}";

    @Test
    void a_plain_answer_has_no_flaw() {
        assertThat(READER.read(TWO, false, 10).flaws()).isEmpty();
        assertThat(READER.read("{\"facts\": []}\n", false, 10).flaws()).isEmpty();
    }

    static Stream<Arguments> oddAnswers() {
        return Stream.of(
                Arguments.of("```json\n" + TWO + "\n```", List.of(Flaw.FENCED)),
                Arguments.of("Sure, here you are: " + TWO, List.of(Flaw.CHATTY)),
                Arguments.of(TWO + "\nIs there more?", List.of(Flaw.CHATTY)),
                Arguments.of("See [1] and {x}: " + TWO, List.of(Flaw.CHATTY)),
                Arguments.of("Here []: " + TWO, List.of(Flaw.CHATTY)),
                Arguments.of("Ok\n```\n" + TWO + "```", List.of(Flaw.FENCED, Flaw.CHATTY)),
                Arguments.of("<think>{\"facts\":[]}?</think>\n" + TWO, List.of(Flaw.THINKING)),
                Arguments.of("so, facts...</think>" + TWO, List.of(Flaw.THINKING)),
                Arguments.of("<thinking>x</thinking>" + TWO, List.of(Flaw.THINKING)),
                Arguments.of("{\"facts\":[{\"a\":1},{\"a\":2},]}", List.of(Flaw.SLOPPY)),
                Arguments.of("{\"facts\":[{\"a\":1}, // one\n{\"a\":2}]}", List.of(Flaw.SLOPPY)),
                Arguments.of("{\"facts\":[/* all */{\"a\":1},{\"a\":2}]}", List.of(Flaw.SLOPPY)),
                Arguments.of("{'facts':[{'a':1},{'a':2}]}", List.of(Flaw.SLOPPY)),
                Arguments.of("{facts:[{a:1},{a:2}]}", List.of(Flaw.SLOPPY)),
                Arguments.of("[{\"a\":1},{\"a\":2}]", List.of(Flaw.SLOPPY)),
                Arguments.of("{\"result\":" + TWO + "}", List.of(Flaw.SLOPPY)),
                Arguments.of("{\"memories\":[{\"a\":1},{\"a\":2}]}", List.of(Flaw.SLOPPY)),
                Arguments.of("{\"n\":2,\"facts\":[{\"a\":1},{\"a\":2}]}", List.of()));
    }

    @ParameterizedTest
    @MethodSource("oddAnswers")
    void an_odd_answer_is_read_and_what_is_odd_is_named(String answer, List<Flaw> flaws) {
        Reply reply = READER.read(answer, false, 10);

        assertThat(reply.entries()).hasSize(2);
        assertThat(reply.flaws()).containsExactlyInAnyOrderElementsOf(flaws);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<think>", "</think>", "<think>x</think>", "<thinking>"})
    void what_looks_like_thoughts_in_a_text_is_a_part_of_it(String tag) {
        String answer = "{\"facts\":[{\"a\":\"1 " + tag + "\"},{\"a\":2},{\"a\":3}]}";

        assertThat(READER.read(answer, false, 10).entries()).hasSize(3);
        assertThat(READER.read("```json\n" + answer + "\n```", false, 10).entries()).hasSize(3);
    }

    static Stream<Arguments> brokenAnswers() {
        return Stream.of(
                Arguments.of("{\"facts\":[{\"a\":1},{\"a\":2},{\"a", Flaw.TRUNCATED),
                Arguments.of("{\"facts\":[{\"a\":1},{\"a\":2},", Flaw.TRUNCATED),
                Arguments.of("{\"facts\":[{\"a\":1},{\"a\":2}", Flaw.TRUNCATED),
                Arguments.of("[{\"a\":1},{\"a\":2},{\"a\":\"x", Flaw.TRUNCATED),
                Arguments.of("{\"facts\":[{\"a\":1},{\"a\":2},{\"a\" \"b\"}]}", Flaw.MALFORMED),
                Arguments.of("{\"facts\":[{\"a\":1},{\"a\":2},{\"a\":\"b\"c\"}]}", Flaw.MALFORMED));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void what_is_whole_before_a_break_is_kept(String answer, Flaw flaw) {
        Reply reply = READER.read(answer, false, 10);

        assertThat(reply.entries()).hasSize(2);
        assertThat(reply.flaws()).contains(flaw);
        assertThat(reply.losesRest()).isTrue();
        assertThat(reply.losesAll()).isFalse();
    }

    static Stream<Arguments> uselessAnswers() {
        return Stream.of(
                Arguments.of("", Flaw.EMPTY),
                Arguments.of(" \n", Flaw.EMPTY),
                Arguments.of("<think>hm</think>", Flaw.EMPTY),
                Arguments.of("<think>hm, let me see", Flaw.EMPTY),
                Arguments.of("Ana lives in Porto.", Flaw.NOT_JSON),
                Arguments.of("I'm sorry, but I can't help with that.", Flaw.REFUSED),
                Arguments.of("I cannot do this.", Flaw.REFUSED),
                Arguments.of("{\"refusal\":\"I can’t do this\"}", Flaw.REFUSED),
                Arguments.of("{}", Flaw.WRONG_SHAPE),
                Arguments.of("{\"answer\":42}", Flaw.WRONG_SHAPE),
                Arguments.of("{\"text\":\"Ana\",\"categories\":[]}", Flaw.WRONG_SHAPE),
                Arguments.of("{\"facts\":null}", Flaw.WRONG_SHAPE),
                Arguments.of("[1, 2]", Flaw.WRONG_SHAPE),
                Arguments.of("x".repeat(ReplyReader.LENGTH_MAX + 1), Flaw.TOO_LONG));
    }

    @ParameterizedTest
    @MethodSource("uselessAnswers")
    void an_answer_without_the_list_is_none_and_says_why(String answer, Flaw flaw) {
        Reply reply = READER.read(answer, false, 10);

        assertThat(reply.entries()).isEmpty();
        assertThat(reply.flaws()).contains(flaw);
        assertThat(reply.losesAll()).isTrue();
    }

    @Test
    void thoughts_that_used_up_the_limit_leave_nothing_and_that_is_told_as_cut_short() {
        assertThat(READER.read("<think>hm, let me", true, 10).flaws())
                .containsExactlyInAnyOrder(Flaw.THINKING, Flaw.TRUNCATED);
    }

    @Test
    void no_more_entries_are_read_than_asked_for() {
        String many = "{\"facts\":[" + "{\"a\":[{}]},".repeat(199) + "{\"a\":2}]}";

        Reply reply = READER.read(many, false, 55);

        assertThat(reply.entries()).hasSize(55);
        assertThat(reply.flaws()).containsExactly(Flaw.TOO_MANY);
    }

    @Test
    void json_deeper_than_any_answer_is_broken() {
        String deep = "{\"facts\":[" + "[".repeat(100_000) + "]".repeat(100_000) + "]}";

        assertThat(READER.read(deep, false, 10).losesRest()).isTrue();
    }

    @Test
    @Timeout(10)
    void an_answer_of_nothing_but_brackets_is_read_in_time() {
        assertThat(READER.read("{".repeat(400_000), false, 10).losesAll()).isTrue();
        assertThat(READER.read("[{".repeat(200_000), false, 10).losesAll()).isTrue();
    }
}
