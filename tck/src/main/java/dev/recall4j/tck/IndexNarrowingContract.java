package dev.recall4j.tck;

import static dev.recall4j.tck.IndexVectors.leaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Filter;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.Census;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.IndexQuery;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tenant, scope, filter and times keep out exactly what they should, and nothing else. */
abstract class IndexNarrowingContract extends IndexPart {

    private static final Instant BEFORE = Samples.NOON.minusSeconds(60);
    private static final Instant AFTER = Samples.NOON.plusSeconds(60);

    @Test
    void a_search_scope_finds_the_memories_whose_scope_has_all_its_ids() {
        Random random = IndexFindingContract.seeded(23);
        List<Change.Upsert> kept = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            kept.add(IndexSample.of("m" + i).tenant(tenant(random)).scope(scope(random)).at(i + 1));
        }
        index.apply(new Changes(List.copyOf(kept), 400, Samples.LINEAGE));

        int found = 0;
        for (int i = 0; i < 200; i++) {
            Tenant tenant = tenant(random);
            Scope scope = scope(random);
            Set<String> expected =
                    ids(kept, u -> u.tenant().equals(tenant) && scope.finds(u.memory().scope()));
            found += expected.size();

            assertThat(found(IndexSearch.everything().tenant(tenant).scope(scope)))
                    .as("by vector")
                    .isEqualTo(expected);
            assertThat(
                            found(
                                    IndexSearch.words("plain")
                                            .candidates(1000)
                                            .tenant(tenant)
                                            .scope(scope)))
                    .as("by words")
                    .isEqualTo(expected);
        }
        assertThat(found).isPositive();
    }

    @Test
    void what_was_changed_or_removed_changes_no_score_of_others() {
        put(
                IndexSample.of("rare").text("marmalade with walnut cake"),
                IndexSample.of("common").text("walnut door"));
        IndexSearch search = IndexSearch.words("marmalade walnut zeppelin");
        List<Hit> before = hits(search);

        put(IndexSample.of("common").text("walnut door"));
        put(IndexSample.of("gone").text("zeppelin with marmalade and walnut"));
        remove("gone");

        assertThat(before).isNotEmpty();
        assertThat(hits(search)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void what_another_tenant_remembers_changes_no_score() {
        put(
                IndexSample.of("rare").text("marmalade with walnut cake"),
                IndexSample.of("common").text("walnut door"),
                IndexSample.of("long").text("a walnut table and four chairs, ".repeat(9)));
        IndexSearch search = IndexSearch.words("marmalade walnut zeppelin");
        List<Hit> alone = hits(search);

        List<IndexSample> foreign = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String text = "marmalade and a zeppelin over the walnut trees, ".repeat(i % 7 + 1);
            foreign.add(IndexSample.of("foreign" + i).tenant(Samples.GLOBEX).text(text));
        }
        put(foreign);

        assertThat(alone).isNotEmpty();
        assertThat(hits(search)).containsExactlyInAnyOrderElementsOf(alone);
    }

    @Test
    void ids_that_look_alike_when_joined_are_kept_apart() {
        put(
                IndexSample.of("a").tenant(Tenant.of("t")).scope(new Scope("u", "v", null, null)),
                IndexSample.of("b").tenant(Tenant.of("t")).scope(new Scope("u", null, "v", null)),
                IndexSample.of("c").tenant(Tenant.of("tu")).scope(Scope.ofUser("v")),
                IndexSample.of("d").tenant(Tenant.of("t")).scope(Scope.ofUser("uv")));

        assertThat(found(inTenant("t", Scope.ofUser("u")))).containsExactly("a", "b");
        assertThat(found(inTenant("t", Scope.ofAgent("v")))).containsExactly("a");
        assertThat(found(inTenant("t", Scope.ofApp("v")))).containsExactly("b");
        assertThat(found(inTenant("tu", Scope.ofUser("v")))).containsExactly("c");
        assertThat(found(inTenant("t", Scope.ofUser("uv")))).containsExactly("d");
        assertThat(found(inTenant("t", Scope.ofUser("v")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100%&=:/{}'\"<>?#[]\\^`|~$+,;!()",
                "\uD83D\uDC69\u200D\uD83D\uDE80 astronaut",
                "\u05D3\u05E0\u05D4 \u0645\u0631\u064A\u0645",
                "a*b?c AND d OR NOT e",
                "../../etc/passwd",
                "Ana",
                "caf\u00E9",
                "cafe\u0301"
            })
    void an_id_of_any_characters_is_kept_and_found_exactly(String id) {
        Scope scope = Scope.ofUser(id).withRun(id);
        put(
                IndexSample.of("other").tenant(Tenant.of(id)).scope(Scope.ofUser(id + "x")),
                IndexSample.of(id).tenant(Tenant.of(id)).scope(scope));

        assertThat(found(inTenant(id, scope))).containsExactly(id);
        assertThat(found(inTenant(id, Scope.ofUser(id)))).containsExactly(id);
        assertThat(found(inTenant(id, Scope.ofAgent(id)))).isEmpty();
    }

    @Test
    void ids_of_the_greatest_length_are_kept_and_told_apart() {
        String longest = "\uD83E\uDDE0".repeat(255);
        Scope scope = new Scope(longest + "a", longest + "a", longest + "a", longest + "a");
        put(
                IndexSample.of(longest + "1").tenant(Tenant.of(longest + "t")).scope(scope),
                IndexSample.of(longest + "2")
                        .tenant(Tenant.of(longest + "t"))
                        .scope(scope.withRun(longest + "b")));

        assertThat(found(inTenant(longest + "t", scope))).containsExactly(longest + "1");
        assertThat(found(inTenant(longest + "t", Scope.ofUser(longest + "a")))).hasSize(2);
    }

    /** What keeps a memory out. */
    enum Obstacle {
        EXPIRED,
        SUPERSEDED,
        FILTERED,
        OTHER_USER,
        OTHER_TENANT;

        IndexSample stop(IndexSample sample) {
            return switch (this) {
                case EXPIRED -> sample.expiresAt(Samples.NOON);
                case SUPERSEDED -> sample.superseded().validTo(BEFORE);
                case FILTERED -> sample.metadata("kind", "other");
                case OTHER_USER -> sample.scope(Samples.BOB);
                case OTHER_TENANT -> sample.tenant(Samples.GLOBEX);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void neighbours_that_are_kept_out_leave_their_places_to_others(Obstacle obstacle) {
        for (int i = 0; i < 70; i++) {
            put(
                    obstacle.stop(
                            IndexSample.of("n" + i)
                                    .text("kiwi kiwi kiwi")
                                    .vector(leaning(0.99))
                                    .metadata("kind", "fruit")));
        }
        put(
                IndexSample.of("live")
                        .text("a kiwi among many other words")
                        .vector(leaning(0.1))
                        .metadata("kind", "fruit"));
        Filter filter = Filter.eq("kind", "fruit");

        assertThat(found(IndexSearch.near(leaning(1)).filter(filter).candidates(1)))
                .containsExactly("live");
        assertThat(found(IndexSearch.words("kiwi").filter(filter).candidates(1)))
                .containsExactly("live");
    }

    @Test
    void five_memories_among_thousands_are_all_found() {
        findFiveAmong(3_000);
    }

    @Test
    @Tag("full")
    void five_memories_among_a_hundred_thousand_are_all_found() {
        findFiveAmong(100_000);
    }

    private void findFiveAmong(int crowd) {
        Random random = IndexFindingContract.seeded(5);
        List<IndexSample> batch = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            boolean rare = i % (crowd / 5) == crowd / 10;
            batch.add(
                    IndexSample.of((rare ? "rare" : "m") + i)
                            .text("entry " + i)
                            .vector(IndexVectors.random(random, IndexVectors.DIMENSION))
                            .scope(rare ? Samples.ANA.withRun("rare") : Samples.ANA)
                            .metadata("shade", rare ? "teal" : "grey"));
            if (batch.size() == 1_000) {
                put(batch);
                batch.clear();
            }
        }
        put(batch);

        for (int i = 0; i < 20; i++) {
            float[] query = IndexVectors.random(random, IndexVectors.DIMENSION);
            for (IndexSearch search :
                    List.of(IndexSearch.near(query), IndexSearch.words("entry"))) {
                assertThat(found(search.candidates(5).filter(Filter.eq("shade", "teal"))))
                        .hasSize(5)
                        .allMatch(id -> id.startsWith("rare"));
                assertThat(found(search.filter(null).scope(Samples.ANA.withRun("rare"))))
                        .hasSize(5)
                        .allMatch(id -> id.startsWith("rare"));
            }
        }
    }

    @Test
    void a_memory_is_found_until_the_instant_it_expires() {
        put(IndexSample.of("a").expiresAt(Samples.NOON));

        assertThat(found(IndexSearch.everything().now(Samples.NOON.minusMillis(1))))
                .containsExactly("a");
        assertThat(found(IndexSearch.everything().now(Samples.NOON))).isEmpty();
    }

    @Test
    void a_search_as_of_a_time_finds_what_was_valid_then() {
        put(
                IndexSample.of("old").superseded().saidAt(BEFORE).validTo(Samples.NOON),
                IndexSample.of("new").saidAt(BEFORE).validFrom(Samples.NOON),
                IndexSample.of("later").saidAt(BEFORE).validFrom(AFTER),
                IndexSample.of("open").superseded().saidAt(BEFORE));

        assertThat(found(IndexSearch.everything())).containsExactly("later", "new");
        assertThat(found(IndexSearch.everything().among(Among.validAt(BEFORE))))
                .containsExactly("old", "open");
        assertThat(found(IndexSearch.everything().among(Among.validAt(Samples.NOON))))
                .containsExactly("new", "open");
        assertThat(found(IndexSearch.everything().among(Among.validAt(AFTER))))
                .containsExactly("later", "new", "open");
        assertThat(found(IndexSearch.everything().among(Among.validAt(BEFORE.minusMillis(1)))))
                .isEmpty();
    }

    @Test
    void superseded_memories_are_found_by_a_search_among_them_only() {
        put(
                IndexSample.of("old").superseded().saidAt(BEFORE).validTo(Samples.NOON),
                IndexSample.of("new").saidAt(BEFORE).validFrom(Samples.NOON));

        assertThat(found(IndexSearch.everything().among(Among.CURRENT))).containsExactly("new");
        assertThat(found(IndexSearch.everything().among(Among.SUPERSEDED))).containsExactly("old");
        assertThat(found(IndexSearch.everything().among(Among.ALL))).containsExactly("new", "old");
    }

    @Test
    void times_and_census_agree_with_the_model_on_random_memories() {
        Random random = IndexFindingContract.seeded(31);
        List<Change.Upsert> kept = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            kept.add(randomTimes(random, "m" + i).at(i + 1));
        }
        index.apply(new Changes(List.copyOf(kept), 400, Samples.LINEAGE));

        for (int i = 0; i < 100; i++) {
            IndexSearch search =
                    IndexSearch.everything()
                            .now(time(random))
                            .among(among(random))
                            .filter(random.nextBoolean() ? Filter.eq("parity", "even") : null);
            IndexQuery query = search.query();

            assertThat(found(search))
                    .isEqualTo(ids(kept, upsert -> verdict(query, upsert) == Verdict.VISIBLE));
            assertThat(index.census(query)).isEqualTo(census(kept, query));
        }
    }

    private enum Verdict {
        OUTSIDE,
        EXPIRED,
        NOT_VALID,
        FILTERED,
        VISIBLE
    }

    private static Verdict verdict(IndexQuery query, Change.Upsert upsert) {
        Memory memory = upsert.memory();
        if (!upsert.tenant().equals(query.tenant()) || !query.scope().finds(memory.scope())) {
            return Verdict.OUTSIDE;
        }
        if (memory.expiredAt(query.now())) {
            return Verdict.EXPIRED;
        }
        if (!query.among().has(memory)) {
            return Verdict.NOT_VALID;
        }
        Filter filter = query.filter();
        return filter == null || filter.test(memory) ? Verdict.VISIBLE : Verdict.FILTERED;
    }

    private static Census census(List<Change.Upsert> kept, IndexQuery query) {
        var counts =
                kept.stream()
                        .collect(
                                Collectors.groupingBy(
                                        upsert -> verdict(query, upsert), Collectors.counting()));
        return new Census(
                counts.getOrDefault(Verdict.EXPIRED, 0L),
                counts.getOrDefault(Verdict.NOT_VALID, 0L),
                counts.getOrDefault(Verdict.FILTERED, 0L),
                counts.getOrDefault(Verdict.VISIBLE, 0L));
    }

    private static IndexSample randomTimes(Random random, String id) {
        Instant validFrom = random.nextBoolean() ? time(random) : null;
        Instant validTo = random.nextBoolean() ? time(random) : null;
        boolean backwards = validFrom != null && validTo != null && validTo.isBefore(validFrom);
        IndexSample sample =
                IndexSample.of(id)
                        .scope(random.nextInt(4) == 0 ? Samples.BOB : Samples.ANA)
                        .saidAt(time(random))
                        .validFrom(validFrom)
                        .validTo(backwards ? validFrom : validTo)
                        .expiresAt(random.nextInt(3) == 0 ? time(random) : null)
                        .metadata("parity", random.nextBoolean() ? "even" : "odd");
        return random.nextInt(3) == 0 ? sample.superseded() : sample;
    }

    private static Among among(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Among.CURRENT;
            case 1 -> Among.SUPERSEDED;
            case 2 -> Among.ALL;
            default -> Among.validAt(time(random));
        };
    }

    private static Instant time(Random random) {
        return Samples.NOON.plusMillis(random.nextInt(20));
    }

    private static Tenant tenant(Random random) {
        return random.nextBoolean() ? Samples.ACME : Samples.GLOBEX;
    }

    private static Scope scope(Random random) {
        String[] ids = {null, "x", "y"};
        while (true) {
            String user = ids[random.nextInt(3)];
            String agent = ids[random.nextInt(3)];
            String app = ids[random.nextInt(3)];
            String run = ids[random.nextInt(3)];
            if (user != null || agent != null || app != null || run != null) {
                return new Scope(user, agent, app, run);
            }
        }
    }

    private static IndexSearch inTenant(String tenant, Scope scope) {
        return IndexSearch.everything().tenant(Tenant.of(tenant)).scope(scope);
    }

    private static Set<String> ids(List<Change.Upsert> kept, Predicate<Change.Upsert> wanted) {
        return kept.stream()
                .filter(wanted)
                .map(upsert -> upsert.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
