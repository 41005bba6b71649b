package dev.recall4j;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;
import dev.recall4j.model.Times;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.spi.Hearing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an extractor made of a hearing, checked and ready to be judged. An extractor may be wrong or
 * lie: a candidate whose evidence is not in the turns is not believed, and neither it nor one that
 * cannot be kept costs the others.
 *
 * @param drafts what may be kept, in the order of the conversation
 * @param ignored what is not kept, and why
 * @param use what language models were used for it
 */
record Proposal(List<Draft> drafts, List<Decision> ignored, ModelUse use) {

    /**
     * @param recalled whether a statement only repeats what was just recalled for whom it is about
     */
    static Proposal of(Hearing hearing, Drawn drawn, Predicate<String> recalled, boolean quoting) {
        List<HeardTurn> heard = notOfSystem(hearing);
        List<HeardTurn> spoken = drawn.spoken();
        Extraction extraction = drawn.extraction();
        Map<TurnId, HeardTurn> byId =
                spoken.stream().collect(Collectors.toMap(HeardTurn::id, Function.identity()));
        Grounding grounding = Grounding.of(hearing.options().mode(), drawn.inView());
        Proposal proposal = new Proposal(new ArrayList<>(), new ArrayList<>(), extraction.use());
        for (Candidate candidate : extraction.candidates()) {
            HeardTurn source = source(candidate.evidence(), byId);
            if (source == null) {
                proposal.ignore(wholeOf(spoken.getFirst()), ReasonCode.UNGROUNDED);
            } else {
                proposal.consider(
                        withFurtherFrom(candidate, byId),
                        source,
                        grounding,
                        recalled,
                        hearing.options(),
                        drawn.extractor());
            }
        }
        for (Extraction.Skipped skipped : extraction.skipped()) {
            HeardTurn source = source(skipped.evidence(), byId);
            if (source != null) {
                proposal.ignore(spanOf(skipped.evidence(), source), skipped.code());
            }
        }
        heard.stream()
                .filter(turn -> withoutContexts(turn).isEmpty())
                .forEach(turn -> proposal.ignore(wholeOf(turn), ReasonCode.ECHO));
        if (quoting) {
            proposal.quote(spoken, recalled, hearing.options());
        }
        passedOver(spoken, extraction)
                .forEach(turn -> proposal.ignore(wholeOf(turn), ReasonCode.NOTHING_TO_REMEMBER));
        turns(hearing, role -> role == Role.SYSTEM)
                .forEach(turn -> proposal.ignore(wholeOf(turn), ReasonCode.SYSTEM_TURN));
        return proposal;
    }

    /** Keeps the turns themselves, but for what an assistant repeats of what it was told. */
    private void quote(List<HeardTurn> spoken, Predicate<String> recalled, HearingOptions options) {
        List<HeardTurn> own =
                spoken.stream()
                        .filter(heard ->
                                heard.turn().role() == Role.USER
                                        || !recalled.test(heard.turn().text()))
                        .toList();
        drafts.addAll(Quotations.of(own, options));
    }

    private void consider(
            Candidate candidate,
            HeardTurn source,
            Grounding grounding,
            Predicate<String> recalled,
            HearingOptions options,
            String extractor) {
        boolean stands = isGrounded(candidate.evidence(), source);
        // What an agent did again it did again, however well it is remembered.
        boolean procedure = options.mode() == ExtractionMode.PROCEDURE;
        if (stands && !procedure && isEcho(candidate, source, recalled)) {
            ignore(candidate.evidence(), ReasonCode.ECHO);
            return;
        }
        Candidate cited = stands ? candidate : citing(candidate, wholeOf(source));
        try {
            Draft draft = draft(cited, source, options, extractor);
            ReasonCode objection =
                    stands ? grounding.objection(candidate, source) : ReasonCode.UNGROUNDED;
            if (objection == null) {
                drafts.add(draft);
            } else {
                hold(draft, objection);
            }
        } catch (InvalidRequestException e) {
            ignore(cited.evidence(), ReasonCode.UNFIT);
        }
    }

    private static Candidate citing(Candidate candidate, Evidence evidence) {
        return citing(candidate, evidence, candidate.further());
    }

    /** Without further evidence that is none. */
    private static Candidate withFurtherFrom(Candidate candidate, Map<TurnId, HeardTurn> byId) {
        return citing(
                candidate,
                candidate.evidence(),
                candidate.further().stream()
                        .filter(more -> byId.containsKey(more.turn()))
                        .filter(more ->
                                isGrounded(more, Objects.requireNonNull(byId.get(more.turn()))))
                        .toList());
    }

    private static Candidate citing(
            Candidate candidate, Evidence evidence, List<Evidence> further) {
        return new Candidate(
                candidate.text(),
                evidence,
                candidate.categories(),
                candidate.validFrom(),
                candidate.validTo(),
                further);
    }

    private static List<Evidence> allOf(Candidate candidate) {
        return Stream.concat(Stream.of(candidate.evidence()), candidate.further().stream())
                .distinct()
                .toList();
    }

    /** The drafts that are no quotations. */
    List<Draft> statements() {
        return drafts.stream().filter(draft -> !draft.isQuotation()).toList();
    }

    /** Somebody may find that it is true all the same. */
    private void hold(Draft draft, ReasonCode code) {
        ignored.add(
                new Decision.Ignore(
                        draft.evidence().getFirst(), code, draft, Reasons.of(code, 1).message()));
    }

    private void ignore(Evidence evidence, ReasonCode code) {
        ignored.add(new Decision.Ignore(evidence, code, Reasons.of(code, 1).message()));
    }

    /** Turns that an extractor says nothing about; none leaves without a word. */
    private static Stream<HeardTurn> passedOver(List<HeardTurn> spoken, Extraction extraction) {
        Set<TurnId> seen =
                Stream.concat(
                                extraction.candidates().stream()
                                        .flatMap(candidate ->
                                                Stream.concat(
                                                        Stream.ofNullable(candidate.evidence()),
                                                        candidate.further().stream())),
                                extraction.skipped().stream().map(Extraction.Skipped::evidence))
                        .filter(Objects::nonNull)
                        .map(Evidence::turn)
                        .collect(Collectors.toSet());
        return spoken.stream().filter(turn -> !seen.contains(turn.id()));
    }

    /** An extractor may give none at all, whatever its types say. */
    private static @Nullable HeardTurn source(
            @Nullable Evidence evidence, Map<TurnId, HeardTurn> byId) {
        return evidence == null ? null : byId.get(evidence.turn());
    }

    /** What an extractor is given of a hearing. */
    static List<HeardTurn> spoken(Hearing hearing) {
        return notOfSystem(hearing).stream()
                .map(Proposal::withoutContexts)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<HeardTurn> notOfSystem(Hearing hearing) {
        return turns(hearing, role -> role != Role.SYSTEM);
    }

    private static List<HeardTurn> turns(Hearing hearing, Predicate<Role> wanted) {
        return hearing.turns().stream().filter(turn -> wanted.test(turn.turn().role())).toList();
    }

    /** The same turn, with blanks in the place of contexts; none if it is nothing else. */
    private static Optional<HeardTurn> withoutContexts(HeardTurn heard) {
        Turn turn = heard.turn();
        String said = MemoryBlocks.blanked(turn.text());
        if (said.isBlank()) {
            return Optional.empty();
        }
        Turn own =
                new Turn(
                        turn.role(),
                        turn.speaker(),
                        said,
                        turn.saidAt(),
                        turn.externalId(),
                        turn.metadata());
        return Optional.of(new HeardTurn(heard.id(), heard.scope(), own, heard.heardAt()));
    }

    /**
     * What a user says is evidence, whatever was recalled; an assistant repeats what it was told.
     */
    private static boolean isEcho(
            Candidate candidate, HeardTurn source, Predicate<String> recalled) {
        Evidence evidence = candidate.evidence();
        return source.turn().role() != Role.USER
                && (recalled.test(candidate.text())
                        || recalled.test(
                                source.turn().text().substring(evidence.start(), evidence.end())));
    }

    private static boolean isGrounded(Evidence evidence, HeardTurn source) {
        return evidence.start() < evidence.end() && isWithin(evidence, source);
    }

    private static Draft draft(
            Candidate candidate, HeardTurn source, HearingOptions options, String extractor) {
        Set<String> found = found(candidate, options);
        Set<String> categories = new TreeSet<>(found);
        categories.addAll(options.categories());
        return new Draft(
                Ids.memory(),
                candidate.text(),
                gist(candidate.text(), options.mode(), source.turn()),
                extractor,
                allOf(candidate),
                source.saidAt().toInstant(),
                sinceWhen(candidate, source),
                untilWhen(candidate, source),
                options.expiresAt(),
                categories,
                options.metadata().with(source.turn().metadata()),
                found);
    }

    /** Nobody can say what will be true as if it were: such a start is not believed. */
    private static @Nullable Instant sinceWhen(Candidate candidate, HeardTurn source) {
        Instant from = candidate.validFrom();
        return from == null || from.isAfter(source.saidAt().toInstant()) ? null : from;
    }

    /** Categories that no caller gave: those that can be, as many as a memory has room for. */
    private static Set<String> found(Candidate candidate, HearingOptions options) {
        Set<String> given = options.categories();
        return candidate.categories().stream()
                .filter(Memory::isCategory)
                .filter(category -> !category.equals(Memory.QUOTATION))
                .filter(category -> !given.contains(category))
                .sorted()
                .limit(Memory.CATEGORIES_MAX - given.size())
                .collect(Collectors.toSet());
    }

    /**
     * An end before the beginning, whatever that is, is no end. Nor is one behind all years: models
     * write 9999-12-31 where they know none.
     */
    private static @Nullable Instant untilWhen(Candidate candidate, HeardTurn source) {
        Instant to = candidate.validTo();
        if (to == null || !Times.inRange(to)) {
            return null;
        }
        Instant from = sinceWhen(candidate, source);
        return from == null || to.isAfter(from) ? to : null;
    }

    /** Verbatim words mean different things from different mouths; other statements say who. */
    private static Gist gist(String text, ExtractionMode mode, Turn turn) {
        return mode == ExtractionMode.VERBATIM
                ? Gists.ofWords(text, turn.speaker())
                : Gists.ofStatement(text);
    }

    private static boolean isWithin(Evidence evidence, HeardTurn source) {
        return evidence.isWithin(source.turn().text().length());
    }

    private static Evidence spanOf(Evidence evidence, HeardTurn source) {
        return isWithin(evidence, source) ? evidence : wholeOf(source);
    }

    private static Evidence wholeOf(HeardTurn turn) {
        return new Evidence(turn.id(), 0, turn.turn().text().length());
    }
}
