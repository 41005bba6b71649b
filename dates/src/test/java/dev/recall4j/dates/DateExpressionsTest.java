package dev.recall4j.dates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Collectors;

class DateExpressionsTest {

    /** A Wednesday. */
    private static final String REFERENCE = "2024-05-08T15:30";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    We met today.                               | 2024-05-08
                    I called her yesterday.                     | 2024-05-07
                    I fly tomorrow.                             | 2024-05-09
                    Yesterday morning I ran.                    | 2024-05-07
                    She sang yesterday evening.                 | 2024-05-07
                    I'll cook tomorrow night.                   | 2024-05-09
                    We go out tonight.                          | 2024-05-08
                    I slept badly last night.                   | 2024-05-07
                    I swam this morning.                        | 2024-05-08
                    I'll swim this afternoon.                   | 2024-05-08
                    I'll be out this evening.                   | 2024-05-08
                    I read yesterday's paper.                   | 2024-05-07
                    I saw him the day before yesterday.         | 2024-05-06
                    I leave the day after tomorrow.             | 2024-05-10
                    I joined last week.                         | week of 2024-04-29
                    I join this week.                           | week of 2024-05-06
                    I join next week.                           | week of 2024-05-13
                    I moved last month.                         | 2024-04
                    I move this month.                          | 2024-05
                    I move next month.                          | 2024-06
                    I married last year.                        | 2023
                    I marry this year.                          | 2024
                    I marry next year.                          | 2025
                    We hiked last weekend.                      | weekend of 2024-05-04
                    We hike this weekend.                       | weekend of 2024-05-11
                    We hike next weekend.                       | weekend of 2024-05-18
                    We hiked this past weekend.                 | weekend of 2024-05-04
                    I sold it last Friday.                      | 2024-05-03
                    I sold it last Wednesday.                   | 2024-05-01
                    I sold it last Tuesday.                     | 2024-05-07
                    I sell it this Friday.                      | 2024-05-10
                    I sold it this past Friday.                 | 2024-05-03
                    I sell it this coming Friday.               | 2024-05-10
                    I sell it next Friday.                      | 2024-05-17
                    I sell it next Tuesday.                     | 2024-05-14
                    I sell it next Wednesday.                   | 2024-05-15
                    We danced last Friday night.                | 2024-05-03
                    I met her last summer.                      | summer 2023
                    I see her this summer.                      | summer 2024
                    I see her next summer.                      | summer 2024
                    I skied last winter.                        | winter 2023/2024
                    I ski next winter.                          | winter 2024/2025
                    I planted it last spring.                   | spring 2023
                    I harvested last fall.                      | autumn 2023
                    I visited last March.                       | 2024-03
                    I visited last June.                        | 2023-06
                    I visit next June.                          | 2024-06
                    I visit next April.                         | 2025-04
                    """)
    void a_time_told_from_the_moment_of_speaking_is_resolved(String sentence, String expected) {
        assertThat(labels(sentence, REFERENCE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I quit two weeks ago.                       | week of 2024-04-22
                    I quit 2 weeks ago.                         | week of 2024-04-22
                    I quit a week ago.                          | week of 2024-04-29
                    I quit three days ago.                      | 2024-05-05
                    I quit ten days ago.                        | 2024-04-28
                    I quit a month ago.                         | 2024-04
                    I quit six months ago.                      | 2023-11
                    I quit a year ago.                          | 2023
                    I quit one year ago.                        | 2023
                    I quit 12 years ago.                        | 2012
                    I quit a decade ago.                        | 2010s
                    I quit an hour ago.                         | 2024-05-08 14:30
                    I quit 20 minutes ago.                      | 2024-05-08 15:10
                    It was around 3 years ago.                  | 2021
                    The exam is in two weeks.                   | week of 2024-05-20
                    I'll know in 3 days.                        | 2024-05-11
                    We're moving in a month.                    | 2024-06
                    I'll retire in ten years.                   | 2034
                    I'll be back in a week's time.              | week of 2024-05-13
                    I start three days from now.                | 2024-05-11
                    I left the week before last.                | week of 2024-04-22
                    I left the weekend before last.             | weekend of 2024-04-27
                    I leave the week after next.                | week of 2024-05-20
                    """)
    void a_count_of_days_weeks_months_or_years_is_resolved(String sentence, String expected) {
        assertThat(labels(sentence, REFERENCE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I was born on 7 May 1990.                   | 1990-05-07
                    I was born on May 7, 1990.                  | 1990-05-07
                    I was born on May 7th, 1990.                | 1990-05-07
                    I was born on the 7th of May 1990.          | 1990-05-07
                    The note says 2023-05-07.                   | 2023-05-07
                    We met on 25/12/2022.                       | 2022-12-25
                    We met on 12/25/2022.                       | 2022-12-25
                    We met on 5/5/2022.                         | 2022-05-05
                    I moved in May 2021.                        | 2021-05
                    I moved in 2016.                            | 2016
                    I have lived here since 2016.               | 2016
                    It was big in the 1990s.                    | 1990s
                    We met on Friday, 12 May 2023.              | 2023-05-12
                    We met in the summer of 2019.               | summer 2019
                    We met in winter 2019.                      | winter 2019/2020
                    It was 29 February 2020.                    | 2020-02-29
                    I started the week before 9 June 2023.      | week of 2023-05-29
                    I started the day before 9 June 2023.       | 2023-06-08
                    I started two days before 9 June 2023.      | 2023-06-07
                    I started the Sunday before 25 May 2023.    | 2023-05-21
                    I started the weekend before 9 June 2023.   | weekend of 2023-06-03
                    I started the month before 9 June 2023.     | 2023-05
                    I left the day after 31 December 2022.      | 2023-01-01
                    We met the first weekend of August 2023.    | weekend of 2023-08-05
                    We met on the last Friday of May 2023.      | 2023-05-26
                    We met on the second Monday of June 2022.   | 2022-06-13
                    """)
    void a_date_with_its_year_is_explicit(String sentence, String expected) {
        assertThat(labels(sentence, REFERENCE)).isEqualTo(expected);
        assertThat(mentions(sentence, REFERENCE)).allMatch(DateMention::explicit);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I moved in May.                             | 2024-05
                    I moved in June.                            | 2023-06
                    I'm moving in June.                         | 2024-06
                    I'll move in April.                         | 2025-04
                    i moved in march                            | 2024-03
                    I moved on 7 May.                           | 2024-05-07
                    I moved on November 9th.                    | 2023-11-09
                    I'm going to move on May 9th.               | 2024-05-09
                    I will move on the 3rd of May.              | 2025-05-03
                    The wedding is on 14 September.             | 2024-09-14
                    I went on 29 February.                      | 2024-02-29
                    I'll go on 29 February.                     | 2028-02-29
                    We met the first weekend of August.         | weekend of 2023-08-05
                    I'm off the first week of July.             | week of 2024-07-01
                    I met him on Friday.                        | 2024-05-03
                    I'm meeting him on Friday.                  | 2024-05-10
                    On Monday, I had surgery.                   | 2024-05-06
                    On Monday I'll have surgery.                | 2024-05-13
                    I have an exam on Thursday.                 | 2024-05-09
                    I need to call her on Sunday.               | 2024-05-12
                    We met on Sat.                              | 2024-05-04
                    We met on Friday night.                     | 2024-05-03
                    I visited Rome and on Friday I'll rest.     | 2024-05-10
                    I'm excited about the gig on Saturday.      | 2024-05-11
                    I was late on Friday last week.             | 2024-05-03
                    I'm free on Monday of next week.            | 2024-05-13
                    """)
    void a_date_without_its_year_looks_the_way_the_tense_does(String sentence, String expected) {
        assertThat(labels(sentence, REFERENCE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I'll call you tomorrow at 7 pm.             | 2024-05-09 19:00
                    I'll call you at 7 pm tomorrow.             | 2024-05-09 19:00
                    I'll call you at 7:30 p.m. on Friday.       | 2024-05-10 19:30
                    I woke up at 4 am yesterday.                | 2024-05-07 04:00
                    I'll be there at 7 pm.                      | 2024-05-08 19:00
                    I got up at 6 am.                           | 2024-05-08 06:00
                    We ate at noon yesterday.                   | 2024-05-07 12:00
                    The train left last Friday at 19:05.        | 2024-05-03 19:05
                    The flight is on 7 June 2024 at 12 am.      | 2024-06-07 00:00
                    """)
    void a_time_of_day_belongs_to_the_day_beside_it(String sentence, String expected) {
        assertThat(labels(sentence, REFERENCE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I quit a few days ago.",
                "I quit a couple of years ago.",
                "I quit years ago.",
                "I quit a while ago.",
                "I quit two and a half years ago.",
                "I quit a year and a half ago.",
                "I quit over three years ago.",
                "I quit recently.",
                "I quit the other day.",
                "I'll quit soon.",
                "I lived there for three years.",
                "I've slept badly in the last week.",
                "I've run a lot over the past two months.",
                "I've been busy the past week.",
                "I finished it in two weeks.",
                "I left the next day.",
                "We met two days later.",
                "I swim every Friday.",
                "I swim on Fridays.",
                "My birthday is on 7 May.",
                "I was born in May.",
                "Black Friday sales are wild.",
                "I can meet Friday or so, whenever.",
                "Friday!",
                "She may like sushi.",
                "May I come?",
                "We march for peace.",
                "I sat by the lake.",
                "The sun was out.",
                "Give me a second.",
                "I came second in 2 races.",
                "It was 3/4/2023.",
                "It was 31/31/2023.",
                "It was 30 February 2023.",
                "I met April at work.",
                "I wrote in 2000 words.",
                "I need 2020 bricks.",
                "I wake up at 7 am.",
                "I had 7 of them.",
                "The 1st was red.",
                "Last but not least, I cook.",
                "Next to me sat Kim.",
                "This one is mine.",
                "The last time I cooked was fun.",
                "In two of them I won.",
                "Call 10 days in advance.",
                "Sat down and cried.",
                "Sun and sea were lovely.",
                "I met Jan 5 times.",
                "It was my last year of college.",
                "I had one last week of rest.",
                "It was her last year of college.",
                "Version 1.2.2023 is out.",
                "It costs 12.05 euros.",
                "Got it: Lisbon, 8 to 16 June.",
                "The doctor said no running until May.",
                "The wedding moved to 28 September, the venue was flooded.",
                "They postponed the concert to 12 December.",
                "The deadline was extended to 15 November.",
                "Our flight got rescheduled to Friday.",
                "Tom signed up for the run on 6 October.",
                "I moved on May 9th.",
            })
    void what_is_vague_or_could_be_two_dates_is_refused(String sentence) {
        assertThat(labels(sentence, REFERENCE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm away 7 to 15 September.",
                "I'm away from 7 to 15 September.",
                "I'm away from the 7th to the 15th of September.",
                "I'm away 7 until 15 September.",
                "I'm away 7-15 September.",
                "I'm away 7 - 15 September.",
                "I'm away 7\u201315 September.",
                "I'm away on 18 and 19 May.",
                "I'm away on 18 & 19 May.",
                "I'm away on 17, 18 and 19 May.",
                "I'm away on the second and third of June.",
                "I'm away between 18 and 19 May.",
                "I'm away Friday 7 to Sunday 9 June.",
                "I'm away September 7 to 15.",
                "I'm away September 7th - 15th.",
                "I'm away on September 7, 8 and 9.",
                "I was away 7 to 15 September 2023.",
                "I was away 7-15 September 2023.",
                "I was away from the 7th to the 15th of September 2023.",
                "I was away September 7 to 15, 2023.",
            })
    void of_a_range_of_days_there_is_not_only_one_end(String sentence) {
        assertThat(labels(sentence, REFERENCE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I'm away from 7 June to 15 September.   | 2024-06-07; 2024-09-15
                    I'm away from June 7 to September 15.   | 2024-06-07; 2024-09-15
                    I was away 7 May 2022 to 9 May 2023.    | 2022-05-07; 2023-05-09
                    I'm inviting Tom and 2 others on 7 June. | 2024-06-07
                    I'm off on June 7 and 2 friends come.   | 2024-06-07
                    I'm meeting 2 to 3 people on 7 June.    | 2024-06-07
                    I'm going to fly on 7 June.             | 2024-06-07
                    """)
    void days_that_are_told_in_full_are_found_both(String sentence, String expected) {
        assertThat(labels(sentence, REFERENCE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2024-01-01T00:10 | I ran yesterday.            | 2023-12-31
                    2023-12-31T23:50 | I run tomorrow.             | 2024-01-01
                    2024-01-01T10:00 | I ran last week.            | week of 2023-12-25
                    2023-12-31T10:00 | I run next week.            | week of 2024-01-01
                    2024-01-15T10:00 | I ran last month.           | 2023-12
                    2023-12-15T10:00 | I run next month.           | 2024-01
                    2024-03-31T10:00 | I ran last month.           | 2024-02
                    2024-03-31T10:00 | I ran a month ago.          | 2024-02
                    2024-03-01T10:00 | I ran yesterday.            | 2024-02-29
                    2023-03-01T10:00 | I ran yesterday.            | 2023-02-28
                    2024-02-29T10:00 | I ran a year ago.           | 2023
                    2024-05-12T10:00 | I ran last weekend.         | weekend of 2024-05-04
                    2024-05-13T10:00 | I ran last weekend.         | weekend of 2024-05-11
                    2024-05-13T10:00 | I ran this weekend.         | weekend of 2024-05-11
                    2024-05-12T10:00 | I run next Monday.          | 2024-05-13
                    2024-05-13T10:00 | I run next Monday.          | 2024-05-20
                    2024-05-13T10:00 | I ran last Monday.          | 2024-05-06
                    2024-01-10T10:00 | I skied last winter.        | winter 2022/2023
                    2024-01-10T10:00 | I ski this winter.          | winter 2023/2024
                    2024-11-10T10:00 | I ski this winter.          | winter 2024/2025
                    2024-10-10T10:00 | I swam last summer.         | summer 2024
                    2024-05-08T02:00 | I work tonight.             | 2024-05-07
                    2019-03-04T09:00 | I moved here last October.  | 2018-10
                    2019-03-04T09:00 | I moved here in October.    | 2018-10
                    """)
    void the_edges_of_days_weeks_months_and_years_are_kept(
            String reference, String sentence, String expected) {
        assertThat(labels(sentence, reference)).isEqualTo(expected);
    }

    @Test
    void several_mentions_are_found_in_order_at_their_places() {
        String text = "Yesterday I packed, and tomorrow we fly.";

        List<DateMention> mentions = mentions(text, REFERENCE);

        assertThat(mentions)
                .extracting(mention -> text.substring(mention.start(), mention.end()))
                .containsExactly("Yesterday", "tomorrow");
    }

    @Test
    void a_span_covers_all_words_of_the_expression() {
        String text = "I left on the last Friday of May 2023, at noon.";

        assertThat(mentions(text, REFERENCE))
                .singleElement()
                .satisfies(mention ->
                        assertThat(text.substring(mention.start(), mention.end()))
                                .isEqualTo("the last Friday of May 2023, at noon"));
    }

    @ParameterizedTest
    @CsvSource({
        "I've lived here since 2016., SINCE",
        "I moved around 2016., LOOSE",
        "I worked until last Friday., LOOSE",
        "I moved last year., AT",
        "I'll move this year., AHEAD",
    })
    void how_the_statement_relates_to_the_time_is_told(
            String sentence, DateMention.Relation relation) {
        assertThat(mentions(sentence, REFERENCE))
                .singleElement()
                .extracting(DateMention::relation)
                .isEqualTo(relation);
    }

    private static List<DateMention> mentions(String text, String reference) {
        ZonedDateTime saidAt = LocalDateTime.parse(reference).atZone(ZoneOffset.UTC);
        return DateExpressions.in(Sentence.of(text), saidAt);
    }

    private static String labels(String text, String reference) {
        return mentions(text, reference).stream()
                .map(mention -> mention.interval().label())
                .collect(Collectors.joining("; "));
    }
}
