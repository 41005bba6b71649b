package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Role;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

class ConversationLinesTest {

    private static final String TURN =
            "{\"conversation\":\"c\",\"id\":\"t1\",\"content\":\"Hi.\"}\n";

    @Test
    void the_example_of_the_guide_is_read() {
        DataSet example = Example.dataSet();

        assertThat(example.conversations())
                .extracting(Conversation::id)
                .containsExactly("allotment", "night-train");
        assertThat(example.utterances()).isEqualTo(18);
        assertThat(example.questions()).isEqualTo(10);
        Conversation allotment = example.conversations().getFirst();
        assertThat(allotment.utterances())
                .extracting(Utterance::session)
                .startsWith("march")
                .endsWith("august");
        assertThat(allotment.utterances().getFirst().turn().speaker()).isEqualTo("Tove");
        assertThat(allotment.questions().getLast().apart()).isTrue();
    }

    @Test
    void what_is_left_out_has_a_default() {
        Conversation read =
                read(TURN + "{\"conversation\":\"c\",\"question\":\"Who?\",\"evidence\":[\"t1\"]}")
                        .conversations()
                        .getFirst();

        assertThat(read.utterances().getFirst().session()).isEqualTo("1");
        assertThat(read.utterances().getFirst().turn().role()).isEqualTo(Role.USER);
        assertThat(read.questions().getFirst().category()).isEqualTo("all");
        assertThat(read.questions().getFirst().apart()).isFalse();
        assertThat(read.questions().getFirst().answer()).isNull();
    }

    @Test
    void a_line_that_cannot_be_measured_is_refused_by_its_number() {
        refused("", "no line");
        refused(TURN + "{}", "Line 2: The line has no conversation");
        refused(TURN + "{\"conversation\":\"c\"}", "Line 2: The line is no turn and no question");
        refused(TURN + "{\"conversation\":\"c\",\"contents\":\"x\"}", "'contents'");
        refused("{\"conversation\":\"c\",\"content\":\"x\"}", "no id");
        refused(TURN + TURN, "Line 2: The id 't1'");
        refused(TURN + "{\"conversation\":\"c\",\"question\":\"Who?\"}", "no evidence");
        refused(
                TURN + "{\"conversation\":\"c\",\"question\":\"Who?\",\"evidence\":[\"t2\"]}",
                "Line 2: The evidence 't2'");
        refused(
                TURN + "{\"conversation\":\"d\",\"question\":\"Who?\",\"evidence\":[\"t1\"]}",
                "Line 2: The evidence 't1'");
    }

    private static void refused(String file, String message) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining(message);
    }

    private static DataSet read(String file) {
        return ConversationLines.read(
                "test", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
}
