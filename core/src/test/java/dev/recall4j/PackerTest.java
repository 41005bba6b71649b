package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Context;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Source;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.TokenCounter;
import dev.recall4j.tck.Samples;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class PackerTest {

    private static final TokenCounter WORDS = text -> text.strip().split("\\s+").length;

    private final Packer packer = new Packer(WORDS, new ContextLines(ZoneOffset.UTC));

    @Test
    void lines_stand_below_their_day_in_the_order_they_were_said() {
        Context context =
                packer.pack(
                        recall(
                                said("late", "Ana moved to Porto", 1, 0.9),
                                said("b", "Ana found a flat", 0.1, 0.5),
                                said("a", "Ana looks for a flat", 0, 0.6)),
                        true,
                        100);

        assertThat(context.text())
                .isEqualTo(
                        """
                        [memory 5]
                        2024-05-08
                        - Ana looks for a flat
                        - Ana found a flat
                        2024-05-09
                        - Ana moved to Porto\
                        """);
        assertThat(context.lines())
                .extracting(line -> line.recalled().memory().id().value())
                .containsExactly("a", "b", "late");
    }

    @Test
    void lines_of_the_same_time_stand_in_the_order_they_were_heard() {
        Context context =
                packer.pack(
                        recall(
                                heard("m1", "Ana is allergic to peanuts", 0.9, "t3", 0),
                                heard("m2", "Ana paints", 0.8, "t2", 12),
                                heard("m4", "Ana has a cat", 0.7, "t2", 0),
                                heard("m3", "Ana lives in Lisbon", 0.6, "t1", 0, "t4")),
                        true,
                        100);

        assertThat(ids(context)).containsExactly("m3", "m4", "m2", "m1");
    }

    @Test
    void a_memory_without_sources_stands_where_its_own_id_puts_it() {
        Context context =
                packer.pack(
                        recall(
                                said("3", "Ana paints", 0, 0.9),
                                heard("5", "Ana has a cat", 0.8, "4", 0),
                                said("2", "Ana likes tea", 0, 0.7),
                                heard("6", "Ana lives in Lisbon", 0.6, "1", 0)),
                        true,
                        100);

        assertThat(ids(context)).containsExactly("6", "2", "3", "5");
    }

    @Test
    void days_are_those_of_the_zone() {
        Packer tokyo = new Packer(WORDS, new ContextLines(ZoneId.of("Asia/Tokyo")));

        Context context = tokyo.pack(recall(said("a", "It is late", 0.2, 1)), true, 100);

        assertThat(context.text()).startsWith("[memory 2]\n2024-05-09\n");
    }

    @Test
    void a_context_is_never_over_its_budget_whatever_the_counter_does() {
        Random random = new Random(5);
        TokenCounter odd = text -> text.length() / 3 + text.length() % 7;
        for (int round = 0; round < 300; round++) {
            List<Recalled> found = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String text = "word ".repeat(1 + random.nextInt(40)).strip() + i;
                found.add(said("m" + i, text, random.nextInt(20), random.nextDouble()));
            }
            int budget = random.nextInt(400);

            Context context =
                    new Packer(odd, new ContextLines(ZoneOffset.UTC))
                            .pack(new Recall(found, List.of()), true, budget);

            assertThat(context.tokens()).isLessThanOrEqualTo(budget);
            if (!context.text().isEmpty()) {
                assertThat(odd.count(context.text())).isEqualTo(context.tokens());
            }
        }
    }

    @Test
    void what_does_not_fit_makes_room_for_what_does() {
        Context context =
                packer.pack(
                        recall(
                                said("long", "one two three four five six seven eight", 0, 0.9),
                                said("short", "one two", 0, 0.5)),
                        true,
                        7);

        assertThat(ids(context)).containsExactly("short");
        assertThat(codes(context)).containsExactly(ReasonCode.OVER_BUDGET);
    }

    @Test
    void of_two_that_are_nearly_as_good_the_shorter_comes_first() {
        Context context =
                packer.pack(
                        recall(
                                said("long", "one two three four five six seven eight", 0, 0.60),
                                said("short", "one two", 0, 0.58)),
                        true,
                        11);

        assertThat(ids(context)).containsExactly("short");
    }

    @Test
    void a_much_better_memory_is_not_pushed_out_by_short_ones() {
        Context context =
                packer.pack(
                        recall(
                                said("long", "one two three four five six seven eight", 0, 0.9),
                                said("short", "one two", 0, 0.4)),
                        true,
                        13);

        assertThat(ids(context)).containsExactly("long");
    }

    @Test
    void the_same_line_stands_there_once() {
        Context context =
                packer.pack(
                        recall(
                                said("a", "Ana likes tea", 0, 0.9),
                                said("b", "Ana  likes\ntea", 0.01, 0.8)),
                        true,
                        100);

        assertThat(ids(context)).containsExactly("a");
        assertThat(codes(context)).containsExactly(ReasonCode.NOTHING_MORE);
    }

    @Test
    void a_context_says_whether_it_holds_all_there_is() {
        assertThat(codes(packer.pack(recall(said("a", "tea", 0, 1)), true, 100)))
                .containsExactly(ReasonCode.NOTHING_MORE);
        assertThat(codes(packer.pack(recall(said("a", "tea", 0, 1)), false, 100)))
                .containsExactly(ReasonCode.OVER_LIMIT);
    }

    private static Recalled said(String id, String text, double daysLater, double score) {
        Instant time = Samples.NOON.plus(Duration.ofMinutes((long) (daysLater * 24 * 60)));
        Memory memory = Samples.memory(id, Samples.ANA, text, time);
        return new Recalled(memory, score, Map.of());
    }

    /** Said at noon in a turn, from a character on, and again in later turns. */
    private static Recalled heard(
            String id, String text, double score, String turn, int start, String... later) {
        List<Source> sources = new ArrayList<>(List.of(source(turn, start)));
        for (String again : later) {
            sources.add(source(again, 0));
        }
        Memory memory = Samples.memory(id, Samples.ANA, text);
        return new Recalled(MemoryEdit.of(memory).sources(sources).build(), score, Map.of());
    }

    private static Source source(String turn, int start) {
        Evidence evidence = new Evidence(new TurnId(turn), start, start + 5);
        return new Source(evidence, "Ana", "What Ana said in this turn", Samples.NOON);
    }

    private static Recall recall(Recalled... found) {
        return new Recall(List.of(found), List.of());
    }

    private static List<String> ids(Context context) {
        return context.lines().stream().map(line -> line.recalled().memory().id().value()).toList();
    }

    private static List<ReasonCode> codes(Context context) {
        return context.reasons().stream().map(Reason::code).toList();
    }
}
