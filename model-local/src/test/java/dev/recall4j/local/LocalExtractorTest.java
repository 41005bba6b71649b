package dev.recall4j.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Extractor;
import dev.recall4j.tck.ExtractorContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

class LocalExtractorTest extends ExtractorContract {

    private static final ZonedDateTime WEDNESDAY = ZonedDateTime.parse("2024-05-08T15:30Z");

    @Override
    protected Extractor extractor() {
        return new LocalExtractor();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I live in Lisbon.                         | Ana lives in Lisbon.
                    I'm allergic to peanuts.                  | Ana is allergic to peanuts.
                    I am a nurse.                             | Ana is a nurse.
                    I've been painting a lot.                 | Ana has been painting a lot.
                    I have two cats.                          | Ana has two cats.
                    I do yoga at dawn.                        | Ana does yoga at dawn.
                    I don't eat meat.                         | Ana doesn't eat meat.
                    I haven't flown before.                   | Ana hasn't flown before.
                    I really don't like olives.               | Ana really doesn't like olives.
                    I can't stand jazz.                       | Ana can't stand jazz.
                    I'll move to Porto.                       | Ana will move to Porto.
                    I'd like to learn Greek.                  | Ana would like to learn Greek.
                    I'd never been to Rome before.            | Ana had never been to Rome before.
                    I was born in Porto.                      | Ana was born in Porto.
                    I used to play chess.                     | Ana used to play chess.
                    I went to Rome and bought a hat.          | Ana went to Rome and bought a hat.
                    I carry a red umbrella.                   | Ana carries a red umbrella.
                    I teach maths at a school.                | Ana teaches maths at a school.
                    I usually go by tram.                     | Ana usually goes by tram.
                    My sister lives in Oslo.                  | Ana's sister lives in Oslo.
                    The blue bike is mine.                    | The blue bike is Ana's.
                    Bob gave me a kayak.                      | Bob gave Ana a kayak.
                    My sister and I went to Oslo.             | Ana's sister and Ana went to Oslo.
                    I work in Porto, and I live in Braga.     | Ana works in Porto, and Ana lives in Braga.
                    I know that I need glasses.               | Ana knows that Ana needs glasses.
                    I want to cook and bake.                  | Ana wants to cook and bake.
                    What I like most is sailing.              | What Ana likes most is sailing.
                    Yeah, I paint landscapes.                 | Ana paints landscapes.
                    Hey Ben, my cat is called Miso.           | Ana's cat is called Miso.
                    By the way, I got promoted.               | Ana got promoted.
                    But I prefer tea.                         | Ana prefers tea.
                    - I own a kiln                            | Ana owns a kiln
                    I no longer eat meat.                     | Ana no longer eats meat.
                    My hat is red and I hate pink.            | Ana's hat is red and Ana hates pink.
                    My wife and I are moving to Faro.         | Ana's wife and Ana are moving to Faro.
                    I quit my job yesterday.                  | Ana quit Ana's job yesterday (2024-05-07).
                    I\u2019m vegan.                           | Ana is vegan.
                    """)
    void the_first_person_becomes_the_speaker(String said, String statement) {
        assertThat(statements(said)).containsExactly(statement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -5 degrees is too cold for me.            | -5 degrees is too cold for Ana.
                    \u22125 degrees is too cold for me.        | \u22125 degrees is too cold for Ana.
                    So -5 degrees is too cold for me.         | -5 degrees is too cold for Ana.
                    *Nix is my favourite system.              | *Nix is Ana's favourite system.
                    **Rex** is my oldest dog.                 | **Rex** is Ana's oldest dog.
                    #7 is my favourite number.                | #7 is Ana's favourite number.
                    By the way, #7 is my favourite number.    | #7 is Ana's favourite number.
                    >5 cats is too much for me.               | >5 cats is too much for Ana.
                    - -5 degrees is too cold for me.          | -5 degrees is too cold for Ana.
                    """)
    void a_mark_that_belongs_to_the_first_word_stays(String said, String statement) {
        assertThat(statements(said)).containsExactly(statement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * I own a kiln                            | Ana owns a kiln
                    \u2022 I own a kiln                        | Ana owns a kiln
                    \u2022I own a kiln                         | Ana owns a kiln
                    > - I own a kiln                          | Ana owns a kiln
                    # my kiln is old                          | Ana's kiln is old
                    - the kiln is mine                        | The kiln is Ana's
                    Yeah - I own a kiln                       | Ana owns a kiln
                    Yeah -I own a kiln                        | Ana owns a kiln
                    """)
    void a_mark_before_white_space_is_a_bullet_and_goes(String said, String statement) {
        assertThat(statements(said)).containsExactly(statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We moved to Lisbon.",
                "I told you that Bob paints.",
                "I live in Lisbon and work in Porto.",
                "I don't smoke and have two sons.",
                "I'll sing but don't know when.",
                "I wake up, drink coffee and go to work.",
                "I read the news.",
                "I taught myself Greek.",
                "My sister and I live in Oslo.",
                "He said \"I live in Rome\" to my sister.",
                "Tell my sister that Bob paints.",
                "Started my degree in Porto.",
                "Never have I eaten squid.",
                "World War I ended in my town.",
                "Me and Bob own a boat.",
                "The wedding cake was blue.",
                "Ich wohne in Lissabon.",
                "O mestre Grande me levou na moto.",
                "Mon oncle me prend dans son bateau.",
                "My mieszkamy w Krakowie.",
                "Vivo en Lisboa con mi hermana.",
                "Я живу в Лиссабоне.",
                "أعيش في لشبونة.",
            })
    void what_cannot_be_rewritten_with_certainty_is_quoted(String said) {
        assertThat(statements(said)).containsExactly("Ana: " + said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Hi!                                         | SMALL_TALK
                    Hey Ben, good morning!                      | SMALL_TALK
                    Thanks a lot, Ben!                          | SMALL_TALK
                    Wow, that's great!                          | SMALL_TALK
                    Sounds good.                                | SMALL_TALK
                    I'm so happy for you!                       | SMALL_TALK
                    Keep up the good work!                      | SMALL_TALK
                    Take care, Ben!                             | SMALL_TALK
                    Have a lovely evening!                      | SMALL_TALK
                    Congratulations!                            | SMALL_TALK
                    Good luck with the move!                    | SMALL_TALK
                    You've got this!                            | SMALL_TALK
                    I can help you plan your trip.              | SMALL_TALK
                    I'd be happy to help with that recipe.      | SMALL_TALK
                    \uD83D\uDE00\uD83D\uDE00                    | SMALL_TALK
                    ...                                         | NOTHING_TO_REMEMBER
                    Where do you live?                          | QUESTION
                    How was the concert in Porto?               | QUESTION
                    你喜欢咖啡吗？                                | QUESTION
                    """)
    void what_carries_nothing_is_skipped_with_the_reason(String said, ReasonCode reason) {
        Extraction extraction = extract(by("Ben", "Well."), by("Ana", said));

        assertThat(extraction.candidates()).isEmpty();
        assertThat(extraction.skipped().getLast().code()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I love hiking.",
                "My dentist is Dr. Sousa.",
                "Rex is seven.",
                "The code of the gate is 4711.",
                "Thanks, the surgery went well.",
                "Great news, Mia passed her exam!",
                "It means a lot that my father came.",
                "We meet at the harbour.",
                "Blue.",
                "See you on Friday, I'm coming by train.",
                "I'll come over tomorrow.",
            })
    void what_carries_something_is_kept(String said) {
        assertThat(statements(said)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm from US.",
                "I'm from the US.",
                "I like Go.",
                "I like The Who.",
                "I like \"Go\".",
                "I have IT.",
                "I was in the ER.",
                "Yeah, I really like Go.",
                "We love It.",
            })
    void a_word_that_says_nothing_is_a_name_if_it_has_a_capital(String said) {
        assertThat(statements(said)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "THANK YOU SO MUCH!",
                "I LOVE IT!",
                "Thank You!",
                "Thank You so much!",
                "Good Morning Ana",
                "Good Morning, happy to see you!",
                "Have A Great Day!",
                "That's SO cool!",
                "You are THE BEST!",
                "That sounds REALLY good.",
                "I'm OK.",
                "That's so funny LOL",
                "Oh my God, that's great!",
                "Wow, That's great!",
                "Yes I'm so glad I could help.",
            })
    void capitals_of_greetings_and_of_emphasis_say_nothing(String said) {
        assertThat(statements(said)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I adopted a dog, can you believe it?        | Ana adopted a dog
                    Sunflowers mean warmth, right?              | Ana: Sunflowers mean warmth
                    I've moved to Porto - how about you?        | Ana has moved to Porto
                    Did I tell you that I got promoted?         | Ana: Did I tell you that I got promoted?
                    """)
    void a_question_that_carries_a_statement_keeps_it(String said, String statement) {
        assertThat(statements(said)).containsExactly(statement);
    }

    @Test
    void a_statement_about_what_a_question_asked_is_kept_with_the_question() {
        assertThat(statements("Have you read Emma? It's a gem."))
                .containsExactly("Ana: Have you read Emma? It's a gem.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Where do you live?        | Lisbon.             | Ana, asked "Where do you live?": Lisbon.
                    What do you paint?        | Mostly landscapes.  | Ana, asked "What do you paint?": Mostly landscapes.
                    Do you have children?     | No, never.          | Ana, asked "Do you have children?": No, never.
                    How is the flat?          | It has a balcony.   | Ana, asked "How is the flat?": It has a balcony.
                    When did you move?        | Last Friday.        | Ana, asked "When did you move?": Last Friday (2024-05-03).
                    How are you?              | Busy baking.        | Ana: Busy baking.
                    """)
    void a_short_answer_is_kept_with_its_question(
            String question, String answer, String statement) {
        assertThat(extract(by("Ben", question), by("Ana", answer)).candidates())
                .extracting(Candidate::text)
                .containsExactly(statement);
    }

    @Test
    void a_speakers_own_question_is_not_answered_by_the_speaker() {
        assertThat(extract(by("Ana", "Where do you live?"), by("Ana", "Lisbon.")).candidates())
                .extracting(Candidate::text)
                .containsExactly("Ana: Lisbon.");
    }

    @Test
    void sentences_that_point_back_stay_with_the_one_before() {
        assertThat(statements("I adopted a dog. His name is Rex. I also paint."))
                .containsExactly("Ana adopted a dog. His name is Rex.", "Ana also paints.");
    }

    @Test
    void an_exclamation_before_a_sentence_is_split_from_it() {
        Extraction extraction = extract(by("Ana", "Hi! I'm a nurse in Dr. Silva's clinic."));

        assertThat(extraction.candidates())
                .extracting(Candidate::text)
                .containsExactly("Ana is a nurse in Dr. Silva's clinic.");
        assertThat(extraction.candidates().getFirst().evidence().start()).isEqualTo(4);
        assertThat(extraction.skipped()).hasSize(1);
    }

    @Test
    void the_number_of_a_list_item_stays_with_the_item() {
        assertThat(statements("Three ideas: 1. Visit Sintra. 2. Ride tram 28."))
                .containsExactly(
                        "Ana: Three ideas:", "Ana: 1. Visit Sintra.", "Ana: 2. Ride tram 28.");
    }

    @Test
    void a_speaker_without_a_name_is_named_by_the_role() {
        HeardTurn user = heard("t1", Turn.user("I live in Lisbon, and Bob gave me a kayak."));
        HeardTurn assistant = heard("t2", Turn.assistant("Lisbon has 7 hills."));

        assertThat(extract(user, assistant).candidates())
                .extracting(Candidate::text)
                .containsExactly(
                        "The user lives in Lisbon, and Bob gave the user a kayak.",
                        "The assistant: Lisbon has 7 hills.");
    }

    @Test
    void the_output_of_a_tool_is_kept_as_data() {
        String output = "{\"city\": \"Lisbon\"}\nHi!\nWhat? " + "7 ".repeat(600);

        List<Candidate> candidates = extract(heard("t1", Turn.of(Role.TOOL, output))).candidates();

        assertThat(candidates).hasSizeBetween(2, 3);
        assertThat(candidates.getFirst().text())
                .startsWith("The tool: {\"city\": \"Lisbon\"}\nHi!");
    }

    @Test
    void a_block_of_code_is_one_candidate_of_bounded_length() {
        String code = "```\n" + "x = 1\n".repeat(300) + "```";

        Extraction extraction = extract(by("Ana", "I wrote this parser:\n" + code));

        assertThat(extraction.candidates()).hasSize(2);
        assertThat(extraction.candidates().get(1).text()).hasSizeLessThan(1_100);
        assertThat(extraction.skipped())
                .singleElement()
                .extracting(Extraction.Skipped::code)
                .isEqualTo(ReasonCode.NOTHING_TO_REMEMBER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I moved to Porto last month.           | Ana moved to Porto last month (2024-04).        | 2024-04-01T00:00:00Z
                    I've run a bakery since 2016.          | Ana has run a bakery since 2016.                | 2016-01-01T00:00:00Z
                    I was born on 7 May 1990.              | Ana was born on 7 May 1990.                     | 1990-05-07T00:00:00Z
                    I'll fly to Rome tomorrow.             | Ana will fly to Rome tomorrow (2024-05-09).     |
                    I worked there until last Friday.      | Ana worked there until last Friday (2024-05-03). |
                    I left yesterday, not last week.       | Ana left yesterday (2024-05-07), not last week (week of 2024-04-29). |
                    I was away 2 to 5 May.                 | Ana was away 2 to 5 May.                        |
                    I was in Rome 2 to 5 May 2023.         | Ana was in Rome 2 to 5 May 2023.                |
                    I live in Lisbon.                      | Ana lives in Lisbon.                            |
                    """)
    void dates_are_annotated_and_tell_since_when_the_statement_holds(
            String said, String statement, @Nullable Instant validFrom) {
        assertThat(extract(by("Ana", said)).candidates())
                .singleElement()
                .satisfies(candidate -> {
                    assertThat(candidate.text()).isEqualTo(statement);
                    assertThat(candidate.validFrom()).isEqualTo(validFrom);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-08T00:30+08:00, 2024-05-07, 2024-05-06T16:00:00Z",
        "2024-05-07T23:30-08:00, 2024-05-06, 2024-05-06T08:00:00Z",
        "2024-03-11T09:00-04:00[America/New_York], 2024-03-10, 2024-03-10T05:00:00Z",
        "2024-10-28T09:00+01:00[Europe/Berlin], 2024-10-27, 2024-10-26T22:00:00Z",
        "2019-01-01T10:00Z, 2018-12-31, 2018-12-31T00:00:00Z",
    })
    void yesterday_is_the_day_before_in_the_zone_of_the_turn(
            ZonedDateTime saidAt, String day, Instant validFrom) {
        HeardTurn turn = heard("t1", Turn.user("I bought a boat yesterday.").by("Ana").at(saidAt));

        assertThat(extract(turn).candidates())
                .singleElement()
                .satisfies(candidate -> {
                    assertThat(candidate.text())
                            .isEqualTo("Ana bought a boat yesterday (%s).", day);
                    assertThat(candidate.validFrom()).isEqualTo(validFrom);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "0001-01-01T00:00:00Z, I moved to Lisbon last year., Ana moved to Lisbon last year.",
        "9999-12-31T10:00:00Z, I will move to Lisbon tomorrow., Ana will move to Lisbon tomorrow.",
        "0001-01-01T02:00+01:00, I moved to Lisbon today., Ana moved to Lisbon today.",
    })
    void a_date_that_cannot_be_kept_is_left_out_and_the_statement_stays(
            ZonedDateTime saidAt, String said, String statement) {
        assertThat(extract(heard("t1", Turn.user(said).by("Ana").at(saidAt))).candidates())
                .singleElement()
                .satisfies(candidate -> {
                    assertThat(candidate.text()).isEqualTo(statement);
                    assertThat(candidate.validFrom()).isNull();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "I love hiking., preference",
        "My name is Ana Sousa., identity",
        "My sister paints., relation",
        "I'm going to learn Greek., plan",
        "I bought a kiln last week., event",
        "I bought a kiln., possession",
        "I live in Lisbon., place",
        "I'm allergic to nuts., health",
        "I work at a bakery., work",
    })
    void the_kind_of_a_clear_statement_is_told(String said, String category) {
        assertThat(extract(by("Ana", said)).candidates())
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.categories()).contains(category));
    }

    @Test
    void nothing_but_the_turn_the_speaker_and_dates_is_in_a_statement() {
        assertThat(statements("The boat is somewhere in the harbour of Faro."))
                .containsExactly("Ana: The boat is somewhere in the harbour of Faro.");
    }

    private List<String> statements(String said) {
        return extract(by("Ben", "Well."), by("Ana", said)).candidates().stream()
                .map(Candidate::text)
                .toList();
    }

    private Extraction extract(HeardTurn... turns) {
        return extractor().extract(List.of(turns), ExtractionSettings.NONE);
    }

    private static HeardTurn by(String speaker, String text) {
        return heard(speaker, Turn.user(text).by(speaker));
    }

    private static HeardTurn heard(String id, Turn turn) {
        Turn timed = turn.saidAt() == null ? turn.at(WEDNESDAY) : turn;
        return new HeardTurn(new TurnId(id), Scope.ofUser("ana"), timed, WEDNESDAY.toInstant());
    }
}
