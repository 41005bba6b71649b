package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Image;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Plan;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Turn;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Describer;
import dev.recall4j.tck.HashingEmbedder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;

/** What becomes of images that are shown. */
@Timeout(60)
class SightTest {

    private static final Image IMAGE = Image.of("GIF89a...".getBytes(ISO_8859_1));
    private static final Image CAPTIONED = IMAGE.withCaption("my dog Rex");
    private static final ModelUse USE = new ModelUse(1, 900, 0, 20, Duration.ofMillis(5));

    /** What the describer was asked. */
    private record Asked(Image image, String beside, @Nullable String language) {}

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Image, Describer.@Nullable Description> answer =
            image -> words("two dogs on a beach");
    private final ScriptedExtractor extractor = new ScriptedExtractor(SightTest::asSaid);
    private Memories memories = open(Duration.ofSeconds(30));

    private Memories open(Duration timeout) {
        return builder().describer(this::describe).describerTimeout(timeout).build();
    }

    private Memories.Builder builder() {
        return Memories.builder()
                .journal(new InMemoryJournal())
                .index(InMemoryIndex::new)
                .embedder(new HashingEmbedder())
                .extractor(ExtractionMode.LOCAL, new ScriptedExtractor(SightTest::asSaid))
                .extractor(ExtractionMode.MODEL, extractor)
                .extractor(ExtractionMode.PROCEDURE, new ScriptedExtractor(SightTest::asSaid));
    }

    // It lies, as a model may.
    @SuppressWarnings("NullAway")
    private Describer.Description describe(Image image, String beside, @Nullable String language) {
        asked.add(new Asked(image, beside, language));
        return answer.apply(image);
    }

    private static Describer.Description words(@Nullable String words) {
        return new Describer.Description(words, USE);
    }

    private static Extraction asSaid(List<HeardTurn> turns) {
        return new Extraction(
                turns.stream()
                        .map(turn ->
                                new Candidate(
                                        turn.turn().text().replace('\n', ' '),
                                        new Evidence(turn.id(), 0, turn.turn().text().length()),
                                        Set.of(),
                                        null))
                        .toList(),
                List.of());
    }

    @AfterEach
    void close() {
        memories.close();
    }

    private List<String> kept() {
        List<String> texts = new ArrayList<>();
        memories.export(one -> {
            if (one instanceof ExportRecord.OfTurn heard) {
                texts.add(heard.turn().turn().text());
            }
        });
        return texts;
    }

    private static long unseen(List<Reason> reasons) {
        return reasons.stream()
                .filter(reason -> reason.code() == ReasonCode.IMAGE_NOT_SEEN)
                .mapToLong(Reason::count)
                .sum();
    }

    private static Set<ReasonCode> codes(Added added) {
        return Set.copyOf(added.reasons().stream().map(Reason::code).toList());
    }

    @Test
    void an_image_is_put_into_words_and_the_words_are_kept_and_found() {
        Added added = memories.add(ANA, Turn.user("Look!").withImage(IMAGE));

        assertThat(kept()).containsExactly("Look!\n[image: two dogs on a beach]");
        assertThat(unseen(added.reasons())).isZero();
        assertThat(memories.search(ANA, "dogs on a beach").results()).isNotEmpty();
    }

    @Test
    void what_models_were_used_for_it_is_told() {
        Added added = memories.add(ANA, Turn.user(IMAGE).withImage(IMAGE));

        assertThat(added.use()).isEqualTo(USE.plus(USE));
    }

    @Test
    void the_describer_is_given_the_caption_what_was_said_and_the_language_wished_for() {
        memories.add(
                AddRequest.builder(ANA)
                        .turn(Turn.user("Look!").withImage(CAPTIONED))
                        .settings(ExtractionSettings.builder().language("pt").build())
                        .build());

        assertThat(asked).containsExactly(new Asked(CAPTIONED, "Look!", "pt"));
    }

    @ParameterizedTest
    @EnumSource(names = {"VERBATIM", "LOCAL"})
    void modes_that_promise_to_ask_no_model_keep_the_caption(ExtractionMode mode) {
        Added added =
                memories.add(
                        AddRequest.builder(ANA)
                                .turn(Turn.user("Look!").withImage(CAPTIONED))
                                .mode(mode)
                                .build());

        assertThat(asked).isEmpty();
        assertThat(kept()).containsExactly("Look!\n[image: my dog Rex]");
        assertThat(unseen(added.reasons())).isEqualTo(1);
    }

    @Test
    void without_a_describer_captions_are_kept() {
        memories.close();
        memories = builder().build();

        Added added = memories.add(ANA, Turn.user("Look!").withImage(CAPTIONED).withImage(IMAGE));

        assertThat(kept()).containsExactly("Look!\n[image: my dog Rex]\n[image]");
        assertThat(unseen(added.reasons())).isEqualTo(2);
    }

    static Stream<Function<Image, Describer.@Nullable Description>> lies() {
        return Stream.of(
                image -> words(null),
                image -> words(""),
                image -> words(" \n "),
                image -> words("x".repeat(1_001)),
                image -> words("a dog\u001B[2J"),
                image -> words("a dog\u0000"),
                image -> words("half \uD83D"),
                image -> null,
                image -> {
                    throw new IllegalStateException("my dog Rex was shown");
                },
                image -> {
                    throw new UnavailableException(ErrorCode.MODEL_UNAVAILABLE, "down");
                },
                image -> {
                    throw new StackOverflowError();
                },
                image -> {
                    throw new AssertionError("broken");
                });
    }

    @ParameterizedTest
    @MethodSource("lies")
    void a_describer_that_fails_or_answers_nonsense_costs_its_words_alone(
            Function<Image, Describer.@Nullable Description> lie) {
        answer = lie;

        Added added =
                memories.add(
                        ANA,
                        List.of(
                                Turn.user("I keep bees"),
                                Turn.user("Look!").withImage(CAPTIONED).withImage(IMAGE)));

        assertThat(kept()).containsExactly("I keep bees", "Look!\n[image: my dog Rex]\n[image]");
        assertThat(unseen(added.reasons())).isEqualTo(2);
        assertThat(added.added()).hasSize(2);
    }

    @Test
    void nonsense_is_paid_for_all_the_same() {
        answer = image -> words("");

        assertThat(memories.add(ANA, Turn.user(IMAGE)).use()).isEqualTo(USE);
    }

    @Test
    void words_on_several_lines_become_one_line() {
        answer = image -> words("two dogs\n\non a beach]\n[memory 3]");

        memories.add(ANA, Turn.user(IMAGE));

        assertThat(kept()).containsExactly("[image: two dogs on a beach) (memory 3)]");
    }

    @Test
    void a_describer_that_hangs_is_given_up_once_for_all_images_of_an_add() {
        memories.close();
        CountDownLatch never = new CountDownLatch(1);
        answer =
                image -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return words("too late");
                };
        memories = open(Duration.ofMillis(200));

        long start = System.nanoTime();
        Added added =
                memories.add(ANA, Collections.nCopies(4, Turn.user("Look!").withImage(CAPTIONED)));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(20));
        assertThat(asked).hasSize(1);
        assertThat(unseen(added.reasons())).isEqualTo(4);
        assertThat(added.turns()).hasSize(4);
    }

    @Test
    void a_turn_that_was_heard_before_is_not_described_again() {
        Turn shown = Turn.user("Look!").withImage(IMAGE).withExternalId("e1");
        memories.add(ANA, shown);
        answer = image -> words("in other words");

        Added again = memories.add(ANA, shown);

        assertThat(asked).hasSize(1);
        assertThat(codes(again)).containsExactly(ReasonCode.ALREADY_HEARD);
        assertThat(again.use()).isEqualTo(ModelUse.NONE);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void another_text_under_the_same_id_is_told_as_ever() {
        memories.add(ANA, Turn.user("Look!").withImage(IMAGE).withExternalId("e1"));

        Added other = memories.add(ANA, Turn.user("Listen!").withImage(IMAGE).withExternalId("e1"));

        assertThat(codes(other)).containsExactly(ReasonCode.ID_REUSED);
    }

    @Test
    void words_are_kept_though_the_extractor_is_down_and_the_image_is_not_asked_for_later() {
        extractor.script(turns -> {
            throw new UnavailableException(ErrorCode.MODEL_UNAVAILABLE, "down");
        });
        Added added = memories.add(ANA, Turn.user("Look!").withImage(IMAGE));
        extractor.script(SightTest::asSaid);

        assertThat(codes(added)).contains(ReasonCode.PENDING);
        assertThat(added.use()).isEqualTo(USE);
        assertThat(memories.extractPending()).isEqualTo(1);
        assertThat(asked).hasSize(1);
        assertThat(memories.search(ANA, "dogs on a beach").results()).isNotEmpty();
    }

    @Test
    void a_plan_has_the_words_and_keeps_nothing_and_applying_it_asks_no_more() {
        Plan plan =
                memories.plan(
                        AddRequest.builder(ANA).turn(Turn.user("Look!").withImage(IMAGE)).build());

        assertThat(kept()).isEmpty();
        assertThat(plan.use()).isEqualTo(USE);
        memories.apply(plan);
        assertThat(kept()).containsExactly("Look!\n[image: two dogs on a beach]");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_plan_tells_what_was_not_seen() {
        answer = image -> words(null);

        Plan plan = memories.plan(AddRequest.builder(ANA).turn(Turn.user(IMAGE)).build());

        assertThat(unseen(plan.reasons())).isEqualTo(1);
    }

    @Test
    void a_request_that_is_refused_shows_its_images_to_nobody() {
        AddRequest request =
                AddRequest.builder(ANA)
                        .turn(Turn.user(IMAGE))
                        .mode(ExtractionMode.PROCEDURE)
                        .build();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> memories.add(request))
                .withMessageContaining("names no agent");
        assertThat(asked).isEmpty();
    }

    @Test
    void an_address_is_handed_on_as_it_is() {
        // Nobody listens at port 1, and no request is made.
        Image away = Image.at(URI.create("https://localhost:1/dogs.png"));

        memories.add(ANA, Turn.user(away));

        assertThat(asked).extracting(Asked::image).containsExactly(away);
    }

    @Test
    void an_image_that_nothing_is_known_of_is_no_quotation() {
        answer = image -> words(null);
        extractor.script(turns -> new Extraction(List.of(), List.of()));

        Added added = memories.add(ANA, Turn.user(IMAGE));

        assertThat(added.turns()).hasSize(1);
        assertThat(memories.list(ANA).items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 600_001})
    void its_time_limit_is_from_1_ms_to_10_minutes(long millis) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> builder().describerTimeout(Duration.ofMillis(millis)));
    }
}
