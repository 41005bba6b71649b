package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;

class AskedTimeTest {

    /** A Wednesday. */
    private static final LocalDate TODAY = LocalDate.parse("2024-05-15");

    @ParameterizedTest
    @CsvSource({
        "What did Ana do in March 2023?, 2023-03-31, 1",
        "What did Ana do in March 2023?, 2023-04-01, 0.5",
        "What did Ana do in March 2023?, 2023-02-28, 0.5",
        "What did Ana do in March 2023?, 2023-05-01, 0",
        "What did Ana do in March 2023?, 2022-03-05, 0",
        "What did Ana do in March?, 2022-03-05, 1",
        "What happened in Dec or Jan?, 2022-01-05, 1",
        "What happened in 2022?, 2022-07-01, 1",
        "What happened in 2022?, 2023-01-01, 0",
        "What did they plan for January?, 2023-12-30, 0.5",
        "Where was Ana last summer?, 2023-08-31, 1",
        "What was said on 2023-07-04?, 2023-07-04, 1",
        "What was said on 2023-07-04?, 2023-07-09, 0.5",
        "What was said on 2023-07-04?, 2023-12-09, 0",
        "What did Ana say yesterday?, 2024-05-14, 1",
        "What did Ana say today?, 2024-05-15, 1",
        "Who came last week?, 2024-05-06, 1",
        "Who came last week?, 2024-05-12, 1",
        "Who came last week?, 2024-05-13, 0.5",
        "Who came this month?, 2024-05-31, 1",
        "Who came last year?, 2023-01-01, 1"
    })
    void a_day_meets_the_time_that_is_named(String query, LocalDate day, double share) {
        assertThat(AskedTime.in(query, TODAY).share(day)).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "May I come in?",
                "Did they march on?",
                "Who may come?",
                "Which room is 20245?",
                "Is it version 3.2023.1b?",
                "What happened on 2023-99-99?",
                "Who is Marchetti?",
                ""
            })
    void what_looks_like_a_time_and_is_none_names_none(String query) {
        assertThat(AskedTime.in(query, TODAY).isNamed()).isFalse();
    }

    @Test
    void without_a_named_time_no_day_is_better_than_another() {
        assertThat(AskedTime.in("Where does Ana live?", TODAY).share(TODAY)).isZero();
    }
}
