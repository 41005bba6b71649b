package dev.recall4j.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Plan;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A whole plan, which can be kept, looked at, changed, and taken back: what is written here and
 * read is equal. Whoever takes one back checks it as he would check a stranger's.
 *
 * @param plan the version of this form, {@value #VERSION}
 * @param version of the scope when the plan was made
 */
public record PlanForm(
        int plan,
        ScopeForm scope,
        String hearing,
        List<TurnForm> turns,
        Options options,
        List<Step> decisions,
        List<ReasonForm> reasons,
        Use use,
        long version) {

    /** A change of the names here is a new one. */
    public static final int VERSION = 1;

    public static PlanForm of(Plan plan) {
        return new PlanForm(
                VERSION,
                ScopeForm.of(plan.scope()),
                plan.hearing().value(),
                plan.turns().stream().map(TurnForm::of).toList(),
                Options.of(plan.options()),
                plan.decisions().stream().map(Step::of).toList(),
                plan.reasons().stream().map(ReasonForm::of).toList(),
                Use.of(plan.use()),
                plan.version());
    }

    /**
     * Reads what {@link #of} gave as JSON.
     *
     * @throws InvalidRequestException if it is no plan, one of a newer version, or one that cannot
     *     be
     */
    public static Plan read(String json) {
        return Json.read("the plan", json, PlanForm.class).toPlan();
    }

    /**
     * @throws InvalidRequestException if it is of a newer version, or no plan can be so
     */
    public Plan toPlan() {
        if (plan != VERSION) {
            throw new InvalidRequestException(
                    plan > VERSION ? ErrorCode.NEWER_FORMAT : ErrorCode.INVALID_REQUEST,
                    "The plan has the form %,d, this version reads %d; make it with the version that applies it."
                            .formatted(plan, VERSION));
        }
        return new Plan(
                scope.toScope(),
                new HearingId(hearing),
                turns.stream().map(turn -> turn.toTurn(scope)).toList(),
                options.toOptions(),
                decisions.stream().map(Step::toDecision).toList(),
                reasons.stream().map(PlanForm::toReason).toList(),
                use.toUse(),
                version);
    }

    private static Reason toReason(ReasonForm form) {
        return new Reason(reasonCode(form.code()), form.message(), form.count());
    }

    static ReasonCode reasonCode(String code) {
        return Arrays.stream(ReasonCode.values())
                .filter(constant -> constant.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidRequestException(
                                "There is no reason code '%s'; use one of %s."
                                        .formatted(
                                                Json.shortened(code),
                                                Arrays.stream(ReasonCode.values())
                                                        .map(ReasonCode::code)
                                                        .collect(Collectors.joining(", ")))));
    }

    /** A turn, of the plan's scope. */
    public record TurnForm(
            String id,
            String role,
            @Nullable String speaker,
            String text,
            ZonedDateTime saidAt,
            @Nullable String externalId,
            Metadata metadata,
            Instant heardAt) {

        static TurnForm of(HeardTurn heard) {
            Turn turn = heard.turn();
            return new TurnForm(
                    heard.id().value(),
                    ModelTypes.code(turn.role()),
                    turn.speaker(),
                    turn.text(),
                    heard.saidAt(),
                    turn.externalId(),
                    turn.metadata(),
                    heard.heardAt());
        }

        HeardTurn toTurn(ScopeForm scope) {
            Role speakerRole = ModelTypes.constant("role", Role.class, role);
            Turn turn = new Turn(speakerRole, speaker, text, saidAt, externalId, metadata);
            return new HeardTurn(new TurnId(id), scope.toScope(), turn, heardAt);
        }
    }

    /** How the turns become memories. */
    public record Options(
            String mode,
            ExtractionSettings settings,
            Metadata metadata,
            List<String> categories,
            @Nullable Instant expiresAt,
            String actor,
            boolean review) {

        static Options of(HearingOptions options) {
            return new Options(
                    ModelTypes.code(options.mode()),
                    options.settings(),
                    options.metadata(),
                    List.copyOf(options.categories()),
                    options.expiresAt(),
                    options.actor(),
                    options.review());
        }

        HearingOptions toOptions() {
            return new HearingOptions(
                    ModelTypes.constant("mode", ExtractionMode.class, mode),
                    settings,
                    metadata,
                    Set.copyOf(categories),
                    expiresAt,
                    actor,
                    review);
        }
    }

    /**
     * What language models were used.
     *
     * @param latency in ISO-8601, such as {@code PT1.5S}
     */
    public record Use(
            int calls, long promptTokens, long cachedTokens, long answerTokens, String latency) {

        static Use of(ModelUse use) {
            return new Use(
                    use.calls(),
                    use.promptTokens(),
                    use.cachedTokens(),
                    use.answerTokens(),
                    use.latency().toString());
        }

        ModelUse toUse() {
            try {
                return new ModelUse(
                        calls, promptTokens, cachedTokens, answerTokens, Duration.parse(latency));
            } catch (DateTimeException e) {
                throw new InvalidRequestException(
                        "The latency of the plan's use is no duration; give one such as PT1.5S.");
            }
        }
    }

    /** A decision. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "decision")
    @JsonSubTypes({
        @JsonSubTypes.Type(Add.class),
        @JsonSubTypes.Type(Reinforce.class),
        @JsonSubTypes.Type(Supersede.class),
        @JsonSubTypes.Type(Retract.class),
        @JsonSubTypes.Type(Ignore.class)
    })
    public sealed interface Step {

        /** What it stands for. */
        Decision toDecision();

        private static Step of(Decision decision) {
            return switch (decision) {
                case Decision.Add add -> Add.of(add);
                case Decision.Reinforce again ->
                        new Reinforce(
                                again.memory().value(),
                                Span.of(again.evidence()),
                                again.saidAt(),
                                again.expiresAt(),
                                again.reason());
                case Decision.Supersede change ->
                        new Supersede(
                                change.older().value(),
                                DraftForm.of(change.draft()),
                                change.from(),
                                change.reason());
                case Decision.Retract retract ->
                        new Retract(retract.memory().value(), retract.reason());
                case Decision.Ignore ignore -> Ignore.of(ignore);
            };
        }
    }

    /** See {@link Decision.Add}. */
    @JsonTypeName("add")
    public record Add(
            DraftForm draft,
            @Nullable String outdatedBy,
            @Nullable Instant outdatedFrom,
            String reason)
            implements Step {

        private static Add of(Decision.Add add) {
            Decision.Outdated outdated = add.outdated();
            return new Add(
                    DraftForm.of(add.draft()),
                    outdated == null ? null : outdated.by().value(),
                    outdated == null ? null : outdated.from(),
                    add.reason());
        }

        @Override
        public Decision toDecision() {
            return new Decision.Add(draft.toDraft(), outdated(), reason);
        }

        private Decision.@Nullable Outdated outdated() {
            if (outdatedBy == null && outdatedFrom == null) {
                return null;
            }
            if (outdatedBy == null || outdatedFrom == null) {
                throw new InvalidRequestException(
                        "A decision of the plan has only one of outdatedBy and outdatedFrom; give both or none.");
            }
            return new Decision.Outdated(MemoryId.of(outdatedBy), outdatedFrom);
        }
    }

    /** See {@link Decision.Reinforce}. */
    @JsonTypeName("reinforce")
    public record Reinforce(
            String memory,
            Span evidence,
            Instant saidAt,
            @Nullable Instant expiresAt,
            String reason)
            implements Step {

        @Override
        public Decision toDecision() {
            return new Decision.Reinforce(
                    MemoryId.of(memory), evidence.toEvidence(), saidAt, expiresAt, reason);
        }
    }

    /** See {@link Decision.Supersede}. */
    @JsonTypeName("supersede")
    public record Supersede(String older, DraftForm draft, Instant from, String reason)
            implements Step {

        @Override
        public Decision toDecision() {
            return new Decision.Supersede(MemoryId.of(older), draft.toDraft(), from, reason);
        }
    }

    /** See {@link Decision.Retract}. */
    @JsonTypeName("retract")
    public record Retract(String memory, String reason) implements Step {

        @Override
        public Decision toDecision() {
            return new Decision.Retract(MemoryId.of(memory), reason);
        }
    }

    /** See {@link Decision.Ignore}. */
    @JsonTypeName("ignore")
    public record Ignore(Span evidence, String code, @Nullable DraftForm held, String reason)
            implements Step {

        private static Ignore of(Decision.Ignore ignore) {
            return new Ignore(
                    Span.of(ignore.evidence()),
                    ignore.code().code(),
                    ignore.held() == null ? null : DraftForm.of(ignore.held()),
                    ignore.reason());
        }

        @Override
        public Decision toDecision() {
            return new Decision.Ignore(
                    evidence.toEvidence(),
                    reasonCode(code),
                    held == null ? null : held.toDraft(),
                    reason);
        }
    }

    /** A memory about to be kept; what is reckoned from its text is reckoned anew when applied. */
    public record DraftForm(
            String id,
            String memory,
            String fingerprint,
            List<String> topics,
            String extractor,
            List<Span> evidence,
            Instant saidAt,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            @Nullable Instant expiresAt,
            List<String> categories,
            Metadata metadata,
            List<String> found) {

        static DraftForm of(Draft draft) {
            return new DraftForm(
                    draft.id().value(),
                    draft.text(),
                    draft.fingerprint(),
                    List.copyOf(draft.gist().topics()),
                    draft.extractor(),
                    draft.evidence().stream().map(Span::of).toList(),
                    draft.saidAt(),
                    draft.validFrom(),
                    draft.validTo(),
                    draft.expiresAt(),
                    List.copyOf(draft.categories()),
                    draft.metadata(),
                    List.copyOf(draft.found()));
        }

        Draft toDraft() {
            return new Draft(
                    MemoryId.of(id),
                    memory,
                    gist(),
                    extractor,
                    evidence.stream().map(Span::toEvidence).toList(),
                    saidAt,
                    validFrom,
                    validTo,
                    expiresAt,
                    Set.copyOf(categories),
                    metadata,
                    Set.copyOf(found));
        }

        private Gist gist() {
            if (topics.size() > Gist.TOPICS_MAX) {
                throw new InvalidRequestException(
                        "The memory %s has %,d topics; at most %d are allowed."
                                .formatted(id, topics.size(), Gist.TOPICS_MAX));
            }
            return new Gist(fingerprint, Set.copyOf(topics));
        }
    }

    /** The turn and span in it that a statement rests on. */
    public record Span(String turn, int start, int end) {

        private static Span of(Evidence evidence) {
            return new Span(evidence.turn().value(), evidence.start(), evidence.end());
        }

        private Evidence toEvidence() {
            return new Evidence(new TurnId(turn), start, end);
        }
    }
}
