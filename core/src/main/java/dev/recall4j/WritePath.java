package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.Held;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Plan;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Decided;
import dev.recall4j.spi.DecisionSet;
import dev.recall4j.spi.Heard;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.PendingHearing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * From turns to memories: {@code turns -> journal (heard) -> extractor -> embedder -> judge ->
 * journal (decided)}.
 *
 * <p>Turns are kept before any model is asked, but for the words of images, which {@link Sight}
 * bounds in time, for the image itself is not kept. If a model is then down, the hearing stays
 * pending in the journal, and {@link CatchUp} takes it up again. Extraction and embedding, which
 * are slow, run outside of the journal; judging, which must see the scope as it is, runs inside of
 * the journal's transaction and is quick. Thread-safe.
 */
final class WritePath {

    private static final System.Logger LOG = System.getLogger(WritePath.class.getName());

    private final Journal journal;
    private final Thinking thinking;
    private final Deferrals deferrals;
    private final ExtractionMode defaultMode;
    private final Wishes wishes;
    private final Sight sight;
    private final Judge judge;
    private final Clock clock;
    private final ZoneId zone;

    /** Hearings that a caller's thread is about to settle. */
    private final Set<HearingId> underWay = ConcurrentHashMap.newKeySet();

    WritePath(
            Journal journal,
            Thinking thinking,
            Deferrals deferrals,
            ExtractionMode defaultMode,
            Wishes wishes,
            Sight sight,
            Judge judge,
            Clock clock,
            ZoneId zone) {
        this.journal = journal;
        this.thinking = thinking;
        this.deferrals = deferrals;
        this.defaultMode = defaultMode;
        this.wishes = wishes;
        this.sight = sight;
        this.judge = judge;
        this.clock = clock;
        this.zone = zone;
    }

    Added add(Caller caller, AddRequest request) {
        ExtractionMode mode = modeOf(request);
        Sight.Seen seen = sight.of(caller.tenant(), request, mode);
        return seen.toldIn(add(caller, seen.request(), mode));
    }

    private Added add(Caller caller, AddRequest request, ExtractionMode mode) {
        Hearing hearing = hearing(caller, request, mode);
        if (request.deferred()) {
            return deferred(new PendingHearing(caller.tenant(), request.scope(), hearing));
        }
        underWay.add(hearing.id());
        try {
            Heard heard = journal.hear(caller.tenant(), request.scope(), hearing);
            Hearing kept = new Hearing(hearing.id(), heard.turns(), hearing.options());
            List<Reason> known = notHeard(heard);
            return heard.turns().isEmpty()
                    ? new Added(List.of(), List.of(), known, ModelUse.NONE)
                    : believeOrPostpone(
                            new PendingHearing(caller.tenant(), request.scope(), kept), known);
        } finally {
            underWay.remove(hearing.id());
        }
    }

    /** What it is known by is noted first: upkeep may look at it as soon as it is heard. */
    private Added deferred(PendingHearing asked) {
        Hearing hearing = asked.hearing();
        deferrals.add(hearing.id());
        Heard heard = journal.hear(asked.tenant(), asked.scope(), hearing);
        return kept(heard.turns(), notHeard(heard), ReasonCode.DEFERRED);
    }

    /** Whether a thread that adds a hearing will settle it, so that upkeep must leave it alone. */
    boolean isWorkingOn(HearingId hearing) {
        return underWay.contains(hearing);
    }

    /**
     * Settles a hearing that was left pending.
     *
     * @throws ConflictException if it, or a part of it, does not wait any more
     */
    void settle(PendingHearing heard, Thought thought) {
        decide(heard, thought);
    }

    private Decided decide(PendingHearing heard, Thought thought) {
        return journal.decide(
                heard.tenant(), heard.scope(), scope -> thought.decide(scope, judge, now()));
    }

    private Added believeOrPostpone(PendingHearing heard, List<Reason> reasons) {
        try {
            return believe(heard, reasons);
        } catch (UnavailableException e) {
            // Only the code: the message of an extractor could hold what was said.
            LOG.log(WARNING, "Hearing {0} is postponed: {1}", heard.hearing().id(), e.code());
            return kept(heard.hearing().turns(), reasons, ReasonCode.PENDING);
        }
    }

    private Added believe(PendingHearing heard, List<Reason> reasons) {
        Thought thought = thinking.on(heard);
        return added(heard.hearing(), decide(heard, thought).decisions(), reasons, thought);
    }

    private static Added added(
            Hearing hearing, List<Decision> decisions, List<Reason> reasons, Thought thought) {
        return new Added(
                idsOf(hearing.turns()),
                decisions,
                Stream.of(reasons.stream(), reasonsOf(decisions), thought.reasons())
                        .flatMap(all -> all)
                        .toList(),
                thought.use());
    }

    Plan plan(Caller caller, AddRequest request) {
        ExtractionMode mode = modeOf(request);
        Sight.Seen seen = sight.of(caller.tenant(), request, mode);
        return seen.toldIn(plan(caller, seen.request(), mode));
    }

    private Plan plan(Caller caller, AddRequest request, ExtractionMode mode) {
        Hearing hearing = hearing(caller, request, mode);
        Thought thought =
                thinking.on(new PendingHearing(caller.tenant(), request.scope(), hearing));
        AtomicLong version = new AtomicLong();
        List<Decision> decisions = new ArrayList<>();
        journal.decide(
                caller.tenant(),
                request.scope(),
                scope -> {
                    DecisionSet set = thought.decide(scope, judge, now());
                    version.set(scope.version());
                    decisions.clear();
                    decisions.addAll(set.decisions());
                    return new DecisionSet(null, List.of(), Map.of(), set.act());
                });
        Added added = added(hearing, decisions, List.of(), thought);
        return new Plan(
                request.scope(),
                hearing.id(),
                hearing.turns(),
                hearing.options(),
                decisions,
                added.reasons(),
                added.use(),
                version.get());
    }

    Added apply(Caller caller, Plan plan) {
        Hearing hearing = new Hearing(plan.hearing(), plan.turns(), plan.options());
        List<Decision> decisions = Plans.decisions(plan);
        Map<MemoryId, float[]> vectors = thinking.vectorsOf(Plans.drafts(decisions));
        Act act = new Act(caller.actor(), now(), "applied a plan");
        Decided decided =
                journal.decide(
                        caller.tenant(),
                        plan.scope(),
                        scope -> {
                            Plans.requireUnmoved(plan, scope);
                            return new DecisionSet(
                                    hearing.id(), decisions, vectors, act, hearing, Set.of());
                        });
        return new Added(
                idsOf(hearing.turns()),
                decided.decisions(),
                reasonsOf(decided.decisions()).toList(),
                ModelUse.NONE);
    }

    Added accept(Caller caller, MemoryId id) {
        Held held = requireHeld(caller.tenant(), id);
        List<Draft> drafts = List.of(held.draft());
        Map<MemoryId, float[]> vectors = thinking.vectorsOf(drafts);
        Act act = new Act(caller.actor(), now(), "accepted");
        Decided decided =
                journal.decide(
                        caller.tenant(),
                        held.scope(),
                        scope ->
                                new DecisionSet(
                                        null,
                                        judge.decide(scope, drafts, Rulings.NONE),
                                        vectors,
                                        act,
                                        null,
                                        Set.of(id)));
        return new Added(
                List.of(),
                decided.decisions(),
                reasonsOf(decided.decisions()).toList(),
                ModelUse.NONE);
    }

    boolean reject(Caller caller, MemoryId id) {
        Held held = requireHeld(caller.tenant(), id);
        Act act = new Act(caller.actor(), now(), "rejected");
        journal.decide(
                caller.tenant(),
                held.scope(),
                scope -> new DecisionSet(null, List.of(), Map.of(), act, null, Set.of(id)));
        return true;
    }

    private Held requireHeld(Tenant tenant, MemoryId id) {
        return journal.held(tenant, id)
                .orElseThrow(() ->
                        new InvalidRequestException(
                                ErrorCode.NOT_FOUND,
                                "No candidate %s is held; list those that are.".formatted(id)));
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
                        wishes.of(caller.tenant(), request.settings()),
                        request.metadata(),
                        request.categories(),
                        request.expiresAt(),
                        caller.actor(),
                        request.review());
        return new Hearing(Ids.hearing(), turns, options);
    }

    private static Turn timed(Turn turn, ZonedDateTime now) {
        ZonedDateTime said = turn.saidAt();
        return turn.at(said == null ? now : said.truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * @throws InvalidRequestException if it cannot be used for the request; no model was asked then
     */
    private ExtractionMode modeOf(AddRequest request) {
        ExtractionMode mode = request.mode() != null ? request.mode() : defaultMode;
        thinking.extractorFor(mode);
        requireAgentIfNeeded(mode, request.scope());
        return mode;
    }

    private static void requireAgentIfNeeded(ExtractionMode mode, Scope scope) {
        if (mode == ExtractionMode.PROCEDURE && scope.agent() == null) {
            throw new InvalidRequestException(
                    "The mode procedure keeps how an agent did a task, and the scope names no agent; name the one that did it, or use another mode.");
        }
    }

    /** Turns that are to be extracted later; there may be none. */
    private static Added kept(List<HeardTurn> turns, List<Reason> reasons, ReasonCode code) {
        Stream<Reason> later =
                Stream.of(Reasons.of(code, turns.size())).filter(reason -> reason.count() > 0);
        return new Added(
                idsOf(turns),
                List.of(),
                Stream.concat(reasons.stream(), later).toList(),
                ModelUse.NONE);
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
