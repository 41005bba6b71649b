package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.tck.Samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

class GroundingTest {

    private static final ZonedDateTime WEDNESDAY =
            ZonedDateTime.parse("2024-05-08T15:30+01:00[Europe/Lisbon]");

    /** A line of the table. */
    record Row(String statement, String said, String expected) {

        static Row of(String line) {
            String[] parts = line.split(" \\| ", -1);
            return new Row(parts[0].strip(), parts[1].strip(), parts[2].strip());
        }

        HeardTurn turn() {
            String text = said.replaceAll("[\\[\\]]", "").replaceFirst("^assistant: ", "");
            Turn turn =
                    said.startsWith("assistant: ")
                            ? Turn.assistant(text)
                            : Turn.user(text).by("Ana");
            return Samples.heard("t1", turn.at(WEDNESDAY));
        }

        Evidence quote(HeardTurn turn) {
            int start = said.indexOf('[');
            int length = turn.turn().text().length();
            return start < 0
                    ? new Evidence(turn.id(), 0, length)
                    : new Evidence(turn.id(), start, said.indexOf(']') - 1);
        }

        boolean isTrue() {
            return expected.equals("ok");
        }

        boolean isBelieved() {
            return verdict().equals("ok");
        }

        String verdict() {
            HeardTurn turn = turn();
            List<HeardTurn> hearing =
                    List.of(Samples.heard("t0", Turn.user("Hi!").by("Ana").at(WEDNESDAY)), turn);
            return name(
                    Grounding.of(ExtractionMode.MODEL, hearing)
                            .objection(candidate(statement, quote(turn)), turn));
        }
    }

    static Stream<Row> rows() throws IOException {
        return lines("grounding.txt").map(Row::of);
    }

    private static Stream<String> lines(String resource) throws IOException {
        try (InputStream in = GroundingTest.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_statement_is_believed_if_its_words_bear_it_out(Row row) {
        assertThat(row.verdict()).isEqualTo(row.expected());
    }

    @Test
    void the_table_holds_as_much_that_is_true_as_is_false() throws IOException {
        long all = rows().count();
        long good = rows().filter(row -> row.expected().equals("ok")).count();

        assertThat(all).isGreaterThanOrEqualTo(60);
        assertThat((double) good / all).isBetween(0.4, 0.65);
    }

    /**
     * The second table was written when the rules stood. At first none of its false statements was
     * believed, and five of its true ones were refused.
     */
    @Test
    void of_statements_it_was_not_made_for_no_false_one_is_believed_and_few_true_ones_are_refused()
            throws IOException {
        List<Row> unseen = lines("grounding-unseen.txt").map(Row::of).toList();

        assertThat(unseen.stream().filter(row -> !row.isTrue() && row.isBelieved())).isEmpty();
        assertThat(unseen.stream().filter(row -> row.isTrue() && !row.isBelieved()))
                .hasSizeLessThanOrEqualTo(unseen.size() / 15);
    }

    @Test
    void words_that_never_end_are_checked_in_time() {
        String endless = "you may ".repeat(Turn.TEXT_LENGTH_MAX / 8);
        HeardTurn turn = Samples.heard("t1", Turn.assistant(endless).at(WEDNESDAY));
        Grounding grounding = Grounding.of(ExtractionMode.MODEL, List.of(turn));
        long begun = System.nanoTime();

        grounding.objection(candidate("Ana may go", Samples.wholeOf(turn)), turn);
        grounding.objection(candidate("Ana may go", new Evidence(turn.id(), 0, 7)), turn);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void what_rules_write_is_not_asked_for_proof() {
        HeardTurn turn = Samples.heard("t1", Turn.user("I have two cats"));

        for (ExtractionMode mode : List.of(ExtractionMode.LOCAL, ExtractionMode.VERBATIM)) {
            assertThat(
                            Grounding.of(mode, List.of(turn))
                                    .objection(
                                            candidate("Bob has 9 cats", Samples.wholeOf(turn)),
                                            turn))
                    .isNull();
        }
    }

    @Test
    void a_name_from_another_turn_of_the_hearing_or_of_a_speaker_was_said() {
        HeardTurn asked = Samples.heard("t1", Turn.user("How is Rita?").by("Kofi"));
        HeardTurn answer = Samples.heard("t2", Turn.user("She is fine").by("Ana"));
        Grounding grounding = Grounding.of(ExtractionMode.MODEL, List.of(asked, answer));

        assertThat(
                        grounding.objection(
                                candidate(
                                        "Ana told Kofi that Rita is fine", Samples.wholeOf(answer)),
                                answer))
                .isNull();
        assertThat(
                        grounding.objection(
                                candidate(
                                        "Ana told Kofi that Rosa is fine", Samples.wholeOf(answer)),
                                answer))
                .isEqualTo(ReasonCode.NAME_UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    The assistant can book flights   | I can book flights if you name the days  |
                    Der Assistent kann Flüge buchen  | Ich kann Flüge buchen, vielleicht schon morgen |
                    El asistente reserva vuelos      | Yo reservo vuelos, probablemente mañana  |
                    Scout can book flights           | I can book flights if you name the days  |
                    Scouts can book flights          | I can book flights if you name the days  | GUESS
                    Sam can book flights             | I think you can book flights             | GUESS
                    """)
    void what_an_agent_says_of_itself_is_no_guess_however_it_is_called(
            String statement, String said, @Nullable ReasonCode expected) {
        Turn turn = Turn.assistant(said).at(WEDNESDAY);
        HeardTurn heard =
                new HeardTurn(new TurnId("t1"), Scope.ofAgent("scout"), turn, Samples.NOON);

        assertThat(Guess.isIt(statement, said, heard)).isEqualTo(expected != null);
    }

    @Test
    void the_one_whose_memory_it_is_may_be_called_by_the_id() {
        HeardTurn turn = Samples.heard("t1", Turn.user("I like tea"));

        assertThat(
                        Grounding.of(ExtractionMode.MODEL, List.of(turn))
                                .objection(candidate("Ana likes tea", Samples.wholeOf(turn)), turn))
                .isNull();
    }

    private static Candidate candidate(String text, Evidence evidence) {
        return new Candidate(text, evidence, Set.of(), null);
    }

    private static String name(@Nullable ReasonCode code) {
        return code == null
                ? "ok"
                : code.name().replace("_UNSUPPORTED", "").toLowerCase(Locale.ROOT);
    }
}
