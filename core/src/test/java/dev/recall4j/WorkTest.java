package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.Samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/** A procedure is believed if all work on its task together bears it out. */
class WorkTest {

    private static final ZonedDateTime WEDNESDAY =
            ZonedDateTime.parse("2024-05-08T15:30+01:00[Europe/Lisbon]");

    private static final List<HeardTurn> LOG =
            List.of(
                    heard("t1", Turn.user("Book the cheapest flight from Lisbon to Oslo for Ana.")),
                    heard("t2", Turn.assistant("Should I look at tomorrow, too?")),
                    heard(
                            "t3",
                            Turn.of(
                                    Role.TOOL,
                                    "GET https://air.example/v2/search -> 200\nTP 482 129.90 EUR, SK 1480 210 EUR")),
                    heard("t4", Turn.of(Role.TOOL, "POST /book -> 503 Service Unavailable")),
                    heard("t5", Turn.of(Role.TOOL, "Booked. Locator X7K2P9 after 35 ms")));

    private static HeardTurn heard(String id, Turn turn) {
        return Samples.heard(id, turn.at(WEDNESDAY));
    }

    private static @Nullable ReasonCode objection(String procedure) {
        HeardTurn last = LOG.getLast();
        return Grounding.of(ExtractionMode.PROCEDURE, LOG)
                .objection(new Candidate(procedure, Samples.wholeOf(last), Set.of(), null), last);
    }

    @Test
    void numbers_names_and_dates_may_come_from_any_of_the_turns() {
        assertThat(
                        objection(
                                """
                                Book the cheapest flight from Lisbon to Oslo for Ana
                                1. Searched https://air.example/v2/search on 2024-05-08: TP 482 costs 129.90 EUR
                                2. Looked at 9 May 2024, too
                                3. Booking answered 503 Service Unavailable at first
                                => Booked TP482 for Ana, locator X7K2P9, in 35ms\
                                """))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TP 482 costs 139.90 EUR                     | NUMBER_UNSUPPORTED
                    Booking answered 502                        | NUMBER_UNSUPPORTED
                    Booked a flight from Lisbon to Bergen       | NAME_UNSUPPORTED
                    Looked at 12 June 2024, too                 | DATE_UNSUPPORTED
                    Booked, locator X7K2P8                      | NAME_UNSUPPORTED
                    Searched https://air.example/v3/search      | NAME_UNSUPPORTED
                    Wrote to ana@air.example                    | NAME_UNSUPPORTED
                    """)
    void what_stands_in_none_of_them_is_not_believed(String step, ReasonCode expected) {
        assertThat(objection("1. Searched for flights\n2. " + step + "\n=> Booked"))
                .isEqualTo(expected);
    }

    @Test
    void the_numbers_of_steps_state_nothing() {
        String steps =
                "1. Searched\n2. Compared\n3. Chose\n4. Booked\n5. Checked\n6. Booked again\n7. Paid";

        assertThat(objection(steps)).isNull();
    }

    @Test
    void a_denial_or_a_supposition_of_one_turn_does_not_count_against_the_whole() {
        assertThat(objection("1. Did not look at other days, it would not be cheaper")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3 4 5 ", "a1 ", "May 2 ", "http://a.b/c?d=1 "})
    void a_log_that_never_ends_is_checked_in_time(String work) {
        String endless = work.repeat(Turn.TEXT_LENGTH_MAX / work.length());
        HeardTurn turn = heard("t1", Turn.of(Role.TOOL, endless));
        long begun = System.nanoTime();

        Grounding.of(ExtractionMode.PROCEDURE, List.of(turn))
                .objection(
                        new Candidate(
                                "1. " + endless.strip() + "\n2. Met Bob on 12 June 2024",
                                Samples.wholeOf(turn),
                                Set.of(),
                                null),
                        turn);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }
}
