package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.InvalidRequestException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class LocomoFileTest {

    private static final String FILE =
            """
            [{"sample_id":"conv-1","qa":[
                {"question":"q1","answer":"hens","category":1,"evidence":["D1:2; D2:1"]},
                {"question":"q2","answer":2023,"category":2,"evidence":["D:1:2"]},
                {"question":"q3","answer":"yes","category":3,"evidence":["D2:01","D2:1"]},
                {"question":"q4","answer":7,"category":4,"evidence":["D1:1","D9:17"]},
                {"question":"q5","adversarial_answer":"no","category":5,"evidence":["D1:1"]},
                {"question":"q6","answer":"?","category":3,"evidence":[]},
                {"question":"q7","answer":"?","category":4,"evidence":["D","D9:17"]}],
              "conversation":{"speaker_a":"Ana","speaker_b":"Bo",
                "session_1_date_time":"1:56 pm on 8 May, 2023",
                "session_1":[
                  {"speaker":"Ana","dia_id":"D1:1","text":"I keep bees."},
                  {"speaker":"Bo","dia_id":"D1:2","text":"Look!","blip_caption":"a hive"}],
                "session_2_date_time":"12:09 am on 13 September, 2023",
                "session_2":[{"speaker":"Bo","dia_id":"D2:1","text":"I keep hens."}],
                "session_3_date_time":"1:00 pm on 14 September, 2023"}}]
            """;

    private final Conversation conversation =
            read(FILE).toDataSet("sample").conversations().getFirst();

    @Test
    void a_turn_has_its_speaker_its_time_its_session_and_the_caption_of_its_image() {
        assertThat(conversation.utterances())
                .extracting(Utterance::id)
                .containsExactly("D1:1", "D1:2", "D2:1");
        assertThat(conversation.utterances())
                .extracting(Utterance::session)
                .containsExactly("1", "1", "2");
        Utterance second = conversation.utterances().get(1);
        assertThat(second.turn().text()).isEqualTo("Look! [shares an image: a hive]");
        assertThat(second.turn().speaker()).isEqualTo("Bo");
        assertThat(conversation.utterances())
                .extracting(utterance -> utterance.turn().saidAt())
                .extracting(String::valueOf)
                .containsExactly("2023-05-08T13:56Z", "2023-05-08T13:56:01Z", "2023-09-13T00:09Z");
    }

    @Test
    void evidence_is_found_in_malformed_strings_and_dropped_where_it_names_no_turn() {
        assertThat(conversation.questions())
                .extracting(question -> question.evidence().stream().sorted().toList())
                .containsExactly(
                        List.of("D1:2", "D2:1"),
                        List.of("D1:2"),
                        List.of("D2:1"),
                        List.of("D1:1"),
                        List.of("D1:1"));
        assertThat(conversation.withoutEvidence()).isEqualTo(2);
    }

    @Test
    void questions_of_category_5_are_apart() {
        assertThat(conversation.questions())
                .filteredOn(Question::apart)
                .extracting(Question::category)
                .containsExactly("5 adversarial");
    }

    @Test
    void only_answers_of_categories_1_and_4_are_looked_for_in_words() {
        assertThat(conversation.questions())
                .extracting(Question::answer)
                .containsExactly("hens", null, null, "7", null);
    }

    @Test
    void what_is_not_of_the_form_is_refused() {
        refused("{}", "not of the form");
        refused("[{}]", "not of the form");
        refused("[", "not JSON (line 1");
        refused("[{\"conversation\":{},\"qa\":[]}", "not JSON");
    }

    @Test
    void a_session_without_a_time_and_a_category_that_is_none_are_refused() {
        refused(FILE.replace("1:56 pm on 8 May, 2023", "8 May"), "session's time");
        refused(FILE.replace("\"category\":2", "\"category\":6"), "category 6");
    }

    @Test
    void ids_that_are_given_twice_are_refused() {
        refused(FILE.replace("D1:2\",\"text", "D1:1\",\"text"), "'D1:1'");
        String samples = FILE.strip();
        String again = samples.substring(1, samples.length() - 1);
        refused("[" + again + "," + again + "]", "'conv-1'");
    }

    private static void refused(String file, String message) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> read(file).toDataSet("sample"))
                .withMessageContaining(message);
    }

    private static LocomoFile read(String file) {
        return LocomoFile.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
}
