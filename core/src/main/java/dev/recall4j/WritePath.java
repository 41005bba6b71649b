package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Decided;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Extractor;
import dev.recall4j.spi.Heard;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.PendingHearing;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From turns to memories: {@code turns -> journal (heard) -> extractor -> embedder -> judge ->
 * journal (decided)}.
 *
 * <p>Turns are kept before any model is asked. If a model is then down, the hearing stays pending
 * in the journal, and {@link Upkeep} takes it up again from here. Extraction and embedding, which
 * are slow, run outside of the journal; judging, which must see the scope as it is, runs inside of
 * the journal's transaction and is quick. Thread-safe.
 */
final class WritePath {

    private static final System.Logger LOG = System.getLogger(WritePath.class.getName());

    private final Journal journal;
    private final Map<ExtractionMode, Extractor> extractors;
    private final ExtractionMode defaultMode;
    private final Judge judge;
    private final Embedder embedder;
    private final Clock clock;
    private final ZoneId zone;

    /** Hearings that a thread of this process is working on, which upkeep must leave alone. */
    private final Set<HearingId> underWay = ConcurrentHashMap.newKeySet();

    WritePath(
            Journal journal,
            Map<ExtractionMode, Extractor> extractors,
            ExtractionMode defaultMode,
            Judge judge,
            Embedder embedder,
            Clock clock,
            ZoneId zone) {
        this.journal = journal;
        this.extractors = Map.copyOf(extractors);
        this.defaultMode = defaultMode;
        this.judge = judge;
        this.embedder = embedder;
        this.clock = clock;
        this.zone = zone;
    }

    Added add(Caller caller, AddRequest request) {
        ExtractionMode mode = request.mode() != null ? request.mode() : defaultMode;
        extractorFor(mode);
        Hearing hearing = hearing(caller, request, mode);
        underWay.add(hearing.id());
        try {
            Heard heard = journal.hear(caller.tenant(), request.scope(), hearing);
            Hearing kept = new Hearing(hearing.id(), heard.turns(), hearing.options());
            List<Reason> known = notHeard(heard);
            return heard.turns().isEmpty()
                    ? new Added(List.of(), List.of(), known)
                    : believeOrPostpone(
                            new PendingHearing(caller.tenant(), request.scope(), kept), known);
        } finally {
            underWay.remove(hearing.id());
        }
    }

    /**
     * Takes up a hearing that was left pending.
     *
     * @return what came of it, or null if another thread is working on it
     * @throws UnavailableException if what it needs is still down
     */
    @Nullable Added resume(PendingHearing pending) {
        HearingId id = pending.hearing().id();
        if (!underWay.add(id)) {
            return null;
        }
        try {
            return believe(pending, List.of());
        } finally {
            underWay.remove(id);
        }
    }

    private Added believeOrPostpone(PendingHearing heard, List<Reason> reasons) {
        try {
            return believe(heard, reasons);
        } catch (UnavailableException e) {
            // Only the code: the message of an extractor could hold what was said.
            LOG.log(WARNING, "Hearing {0} is postponed: {1}", heard.hearing().id(), e.code());
            return postponed(heard, reasons);
        }
    }

    private Added believe(PendingHearing heard, List<Reason> reasons) {
        Hearing hearing = heard.hearing();
        Extractor extractor = extractorFor(hearing.options().mode());
        Proposal proposal = Proposal.of(hearing, extractor);
        Map<MemoryId, float[]> vectors = vectorsOf(proposal.drafts());
        Decided decided =
                journal.decide(
                        heard.tenant(),
                        heard.scope(),
                        scope -> {
                            Instant now = now();
                            List<Decision> decisions =
                                    Stream.concat(
                                                    judge.decide(scope, proposal.drafts()).stream(),
                                                    proposal.ignored().stream())
                                            .toList();
                            Act act = new Act(hearing.options().actor(), now, extractor.name());
                            return new DecisionSet(hearing.id(), decisions, vectors, act);
                        });
        return new Added(
                idsOf(hearing.turns()),
                decided.decisions(),
                Stream.concat(reasons.stream(), reasonsOf(decided.decisions())).toList());
    }

    private Hearing hearing(Caller caller, AddRequest request, ExtractionMode mode) {
        Instant now = now();
        ZonedDateTime saidNow = now.atZone(zone);
        List<HeardTurn> turns =
                request.turns().stream()
                        .map(turn ->
                                new HeardTurn(
                                        Ids.turn(), request.scope(), timed(turn, saidNow), now))
                        .toList();
        HearingOptions options =
                new HearingOptions(
                        mode,
                        request.metadata(),
                        request.categories(),
                        request.expiresAt(),
                        caller.actor());
        return new Hearing(Ids.hearing(), turns, options);
    }

    private static Turn timed(Turn turn, ZonedDateTime now) {
        ZonedDateTime said = turn.saidAt();
        return turn.at(said == null ? now : said.truncatedTo(ChronoUnit.MILLIS));
    }

    private Map<MemoryId, float[]> vectorsOf(List<Draft> drafts) {
        List<String> texts = drafts.stream().map(Draft::text).distinct().toList();
        if (texts.isEmpty()) {
            return Map.of();
        }
        List<float[]> vectors = embedder.embedPassages(texts);
        Map<String, float[]> byText = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            byText.put(texts.get(i), vectors.get(i));
        }
        return drafts.stream()
                .collect(
                        Collectors.toMap(
                                Draft::id,
                                draft -> Objects.requireNonNull(byText.get(draft.text()))));
    }

    private Extractor extractorFor(ExtractionMode mode) {
        Extractor extractor = extractors.get(mode);
        if (extractor == null) {
            throw new InvalidRequestException(
                    "The mode %s needs an extractor that is not configured; use %s."
                            .formatted(
                                    name(mode),
                                    extractors.keySet().stream()
                                            .sorted()
                                            .map(WritePath::name)
                                            .collect(Collectors.joining(" or "))));
        }
        return extractor;
    }

    private static String name(ExtractionMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static Added postponed(PendingHearing heard, List<Reason> reasons) {
        List<HeardTurn> turns = heard.hearing().turns();
        Reason pending = Reasons.of(ReasonCode.PENDING, turns.size());
        return new Added(
                idsOf(turns),
                List.of(),
                Stream.concat(reasons.stream(), Stream.of(pending)).toList());
    }

    private static List<Reason> notHeard(Heard heard) {
        return Stream.of(
                        Reasons.of(ReasonCode.ALREADY_HEARD, heard.known()),
                        Reasons.of(ReasonCode.ID_REUSED, heard.idReused()))
                .filter(reason -> reason.count() > 0)
                .toList();
    }

    private static Stream<Reason> reasonsOf(List<Decision> decisions) {
        Map<ReasonCode, Long> counts =
                decisions.stream()
                        .<ReasonCode>mapMulti((decision, codes) -> {
                            switch (decision) {
                                case Decision.Ignore ignore -> codes.accept(ignore.code());
                                case Decision.Reinforce reinforce ->
                                        codes.accept(ReasonCode.DUPLICATE);
                                case Decision.Add add -> {}
                                case Decision.Supersede supersede -> {}
                                case Decision.Retract retract -> {}
                            }
                        })
                        .collect(groupingBy(code -> code, counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Reasons.of(entry.getKey(), entry.getValue()));
    }

    private static List<TurnId> idsOf(List<HeardTurn> turns) {
        return turns.stream().map(HeardTurn::id).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
