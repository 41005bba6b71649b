package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Among;
import dev.recall4j.spi.Census;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.spi.Journal;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * From a question to memories: {@code query -> reader (who, when) -> embedder -> index (signals
 * side by side) -> fuse -> second look (a reranker) -> aging -> threshold -> journal (what the
 * memories say now)}.
 *
 * <p>The index proposes, the journal tells the truth: a memory that was retracted between the two
 * is not shown. Thread-safe.
 */
final class ReadPath {

    private static final System.Logger LOG = System.getLogger(ReadPath.class.getName());

    /** Each signal brings at least so many, so that what only one of them ranks high is not cut. */
    private static final int CANDIDATES_MIN = 50;

    private static final int KNOWN_AT_FACTOR = 4;

    private final Journal journal;
    private final Index index;
    private final Projection projection;
    private final QuestionReader questions;
    private final Embedder embedder;
    private final Fusion fusion;
    private final SecondLook secondLook;
    private final Aging aging;
    private final Recollections recollections;
    private final Clock clock;
    private final Successors successors;

    ReadPath(
            Journal journal,
            Index index,
            Projection projection,
            QuestionReader questions,
            Embedder embedder,
            Fusion fusion,
            SecondLook secondLook,
            Aging aging,
            Recollections recollections,
            Clock clock) {
        this.journal = journal;
        this.index = index;
        this.projection = projection;
        this.questions = questions;
        this.embedder = embedder;
        this.fusion = fusion;
        this.secondLook = secondLook;
        this.aging = aging;
        this.recollections = recollections;
        this.clock = clock;
        this.successors = new Successors(journal);
    }

    /** Which of some memories can be shown, and what they say now. */
    private interface Shown extends Function<List<Fusion.Scored>, Map<MemoryId, Memory>> {}

    /** What the index found and may be shown. */
    private record Candidates(Lookup.Found found, Shown shown) {

        Hits hits() {
            return found.hits();
        }
    }

    private Candidates candidates(
            Tenant tenant, SearchRequest request, Lookup lookup, Lookup.Found found, Instant now) {
        Instant knownAt = request.knownAt();
        if (knownAt == null) {
            return new Candidates(found, some -> live(tenant, request, found, some, now));
        }
        Hindsights known = Hindsights.of(journal, request, knownAt, lookup.whole(), found);
        return new Candidates(known.found(), known::shown);
    }

    Recall search(Tenant tenant, SearchRequest request) {
        long position = journal.operator().position();
        Question question =
                projection.read(
                        position, () -> questions.read(tenant, request.scope(), request.query()));
        float[] vector = embedOrNull(question.text());
        Instant now = request.knownAt() == null ? clock.instant() : request.knownAt();
        Lookup lookup =
                Lookup.of(request, among -> query(tenant, request, question, vector, now, among));
        Lookup.Found found = projection.read(position, () -> lookup.in(index));
        Candidates candidates = candidates(tenant, request, lookup, found, now);
        SecondLook.Ranking ranking =
                secondLook.at(
                        request.query(),
                        fusion.fuse(candidates.hits(), question),
                        candidates.shown());
        List<Fusion.Scored> ranked =
                aged(request, withSuccessors(tenant, request, ranking, found), candidates, now);
        List<Fusion.Scored> distinct = Overlap.without(ranked, candidates.hits().occasions());
        List<Fusion.Scored> good =
                distinct.stream().filter(scored -> scored.score() >= request.threshold()).toList();
        Function<Fusion.Scored, Map<Signal, Recalled.Part>> parts =
                request.explain() ? new Ranks(ranked)::parts : scored -> Map.of();
        List<Recalled> results = load(request, good, parts, candidates.shown(), now);
        recollections.note(tenant, request.scope(), textsOf(results));
        return told(
                results,
                new Account(
                        request,
                        vector != null,
                        candidates.hits(),
                        ranking,
                        ranked.size() - distinct.size(),
                        good),
                () -> projection.read(position, () -> index.census(lookup.whole())));
    }

    /** What was true, or known, at another time stands for itself. */
    private List<Fusion.Scored> withSuccessors(
            Tenant tenant, SearchRequest request, SecondLook.Ranking ranking, Lookup.Found found) {
        return request.knownAt() == null
                ? successors.joined(tenant, request, found.demoted(), ranking.found())
                : ranking.found();
    }

    /** Whoever asks for what was true at a time sees what was fresh then. */
    private List<Fusion.Scored> aged(
            SearchRequest request, List<Fusion.Scored> ranked, Candidates candidates, Instant now) {
        List<Fusion.Scored> found = candidates.found().demoted(ranked);
        return aging.at(
                request.asOf() == null ? now : request.asOf(),
                found,
                request.explain() ? found.size() : request.limit(),
                candidates.shown());
    }

    private static List<String> textsOf(List<Recalled> results) {
        return results.stream().map(recalled -> recalled.memory().text()).toList();
    }

    private static Recall told(List<Recalled> results, Account account, Supplier<Census> census) {
        boolean explain = account.request().explain();
        if (!explain && !results.isEmpty()) {
            return new Recall(results, account.reasons(results.size(), null));
        }
        Census counted = census.get();
        return new Recall(
                results,
                account.reasons(results.size(), counted),
                explain ? account.explanation(counted) : null);
    }

    /** Without its model the dense signal is left out, and the result says so. */
    private float @Nullable [] embedOrNull(String query) {
        try {
            return embedder.embedQuery(query);
        } catch (UnavailableException e) {
            // Only the code: the message of a model could hold what was asked.
            LOG.log(
                    WARNING,
                    "The query could not be embedded; searching by words only: {0}",
                    e.code());
            return null;
        }
    }

    // NullAway does not see, in a class file, that an array component may be null.
    @SuppressWarnings("NullAway")
    private static IndexQuery query(
            Tenant tenant,
            SearchRequest request,
            Question question,
            float @Nullable [] vector,
            Instant now,
            Among among) {
        return new IndexQuery(
                tenant,
                request.scope(),
                request.knownAt() == null ? request.filter() : null,
                question.text(),
                vector,
                candidates(request),
                now,
                among);
    }

    /** Of what is found now, some may not have been known then, and some not pass the filter. */
    private static int candidates(SearchRequest request) {
        int candidates = Math.max(CANDIDATES_MIN, request.limit());
        return request.knownAt() == null ? candidates : KNOWN_AT_FACTOR * candidates;
    }

    private static List<Recalled> load(
            SearchRequest request,
            List<Fusion.Scored> ranked,
            Function<Fusion.Scored, Map<Signal, Recalled.Part>> parts,
            Shown shown,
            Instant now) {
        List<Recalled> results = new ArrayList<>();
        for (int from = 0; from < ranked.size() && results.size() < request.limit(); ) {
            int to = Math.min(ranked.size(), from + request.limit() - results.size());
            List<Fusion.Scored> next = ranked.subList(from, to);
            Map<MemoryId, Memory> memories = shown.apply(next);
            for (Fusion.Scored scored : next) {
                Memory memory = memories.get(scored.memory());
                if (memory != null) {
                    results.add(
                            new Recalled(
                                    memory.asReadAt(now), scored.score(), parts.apply(scored)));
                }
            }
            from = to;
        }
        return results;
    }

    private Map<MemoryId, Memory> live(
            Tenant tenant,
            SearchRequest request,
            Lookup.Found hits,
            List<Fusion.Scored> found,
            Instant now) {
        return journal
                .memories(tenant, found.stream().map(Fusion.Scored::memory).toList())
                .entrySet()
                .stream()
                .filter(entry -> isStillLive(entry.getValue(), request, hits, now))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What was superseded since the index was asked has not been demoted, and is left out. */
    private static boolean isStillLive(
            Memory memory, SearchRequest request, Lookup.Found hits, Instant now) {
        return hits.among(request, memory).has(memory) && !memory.expiredAt(now);
    }
}
