package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Evidence;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.tck.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

class QuestionReaderTest {

    private static final Scope TALK = Scope.ofUser("talk");

    private final InMemoryIndex index = new InMemoryIndex();
    private final QuestionReader reader =
            new QuestionReader(index, Clock.fixed(Samples.NOON, ZoneOffset.UTC), ZoneOffset.UTC);

    QuestionReaderTest() {
        index.apply(
                new Changes(
                        List.of(
                                saidBy(1, "Will"),
                                saidBy(2, "Zoë Ångström"),
                                saidBy(3, "田中"),
                                saidBy(4, "민지"),
                                saidBy(5, "สมชาย")),
                        5,
                        Samples.LINEAGE));
    }

    private static Change saidBy(long position, String speaker) {
        Memory plain = Samples.memory("m" + position, TALK, "tea");
        Source source =
                new Source(
                        new Evidence(new TurnId("t" + position), 0, 3),
                        speaker,
                        "tea",
                        Samples.NOON);
        Memory memory = MemoryEdit.of(plain).sources(List.of(source)).build();
        return new Change.Upsert(position, Samples.ACME, memory, new float[] {1}, position);
    }

    @ParameterizedTest
    @CsvSource({
        "What does Will drink?, What does drink?, will",
        "What is Will's tea?, What is tea?, will",
        "What is Will’s tea?, What is tea?, will",
        "what does will drink?, what does drink?, will",
        "What will Bob drink?, What will Bob drink?, ",
        "Does Willow drink?, Does Willow drink?, ",
        "What does Zoë drink?, What does drink?, zoe",
        "What does Zoe drink?, What does drink?, zoe",
        "WHAT DOES WILL DRINK?, WHAT DOES DRINK?, will",
        "田中さんの車は？, さんの車は？, 田中",
        "昨日田中は来た？, 昨日 は来た？, 田中",
        "중국에서 민지는 뭐 해?, 중국에서 는 뭐 해?, 민지",
        "บ้านของสมชายอยู่ที่ไหน, บ้านของ อยู่ที่ไหน, สมชาย"
    })
    void names_of_those_who_speak_are_who_is_asked_about_not_what(
            String query, String text, String person) {
        Question question = read(Samples.ACME, query);

        assertThat(question.text()).isEqualTo(text);
        if (person == null) {
            assertThat(question.people()).isEmpty();
        } else {
            assertThat(question.people()).containsExactly(person);
        }
    }

    @Test
    void a_question_that_is_only_a_name_keeps_it() {
        assertThat(read(Samples.ACME, "Will?").text()).isEqualTo("Will?");
    }

    @Test
    void those_who_speak_elsewhere_are_no_names_here() {
        assertThat(read(Samples.GLOBEX, "What does Will drink?").people()).isEmpty();
    }

    @Test
    void a_long_text_without_spaces_is_read_too() {
        assertThat(read(Samples.ACME, "田中" + "茶を飲む".repeat(10_000)).people()).containsExactly("田中");
    }

    private Question read(Tenant tenant, String query) {
        return reader.read(tenant, TALK, query);
    }
}
