package dev.recall4j;

import dev.recall4j.model.Draft;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Extractor;
import dev.recall4j.spi.Hearing;
import dev.recall4j.spi.PendingHearing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** All that takes time: models are asked before the journal is. Thread-safe. */
final class Thinking {

    private final Map<ExtractionMode, Extractor> extractors;
    private final Consultation consultation;
    private final Recollections recollections;
    private final Embedder embedder;
    private final boolean quoting;

    Thinking(
            Map<ExtractionMode, Extractor> extractors,
            Consultation consultation,
            Recollections recollections,
            Embedder embedder,
            boolean quoting) {
        this.extractors = Map.copyOf(extractors);
        this.consultation = consultation;
        this.recollections = recollections;
        this.embedder = embedder;
        this.quoting = quoting;
    }

    /**
     * @throws UnavailableException if a model that is needed is down
     */
    Thought on(PendingHearing heard) {
        return on(List.of(heard)).getFirst();
    }

    /**
     * Thinks about several hearings at once: each model is asked as if they were one.
     *
     * @param heard in the order heard, and {@linkplain Lot.Kind of one kind}
     * @return a thought on each, in their order
     * @throws UnavailableException if a model that is needed is down
     */
    List<Thought> on(List<PendingHearing> heard) {
        PendingHearing first = heard.getFirst();
        ExtractionMode mode = first.hearing().options().mode();
        Extractor extractor = extractorFor(mode);
        List<Hearing> hearings = heard.stream().map(PendingHearing::hearing).toList();
        List<Proposal> proposals = proposals(first, hearings, Drawn.from(hearings, extractor));
        boolean review = first.hearing().options().review();
        Map<MemoryId, float[]> vectors =
                review
                        ? Map.of()
                        : vectorsOf(proposals.stream().flatMap(p -> p.drafts().stream()).toList());
        Rulings rulings =
                review || mode != ExtractionMode.MODEL
                        ? Rulings.NONE
                        : consultation.on(
                                first.tenant(),
                                first.scope(),
                                proposals.stream().flatMap(p -> p.statements().stream()).toList(),
                                vectors);
        List<Thought> thoughts = new ArrayList<>();
        for (int i = 0; i < hearings.size(); i++) {
            Rulings counted = i == 0 ? rulings : rulings.withoutUse();
            thoughts.add(
                    new Thought(
                            hearings.get(i), extractor.name(), proposals.get(i), vectors, counted));
        }
        return thoughts;
    }

    private List<Proposal> proposals(
            PendingHearing first, List<Hearing> hearings, List<Drawn> drawn) {
        List<Proposal> proposals = new ArrayList<>();
        for (int i = 0; i < hearings.size(); i++) {
            Hearing hearing = hearings.get(i);
            proposals.add(
                    Proposal.of(
                            hearing,
                            drawn.get(i),
                            said -> recollections.have(first.tenant(), first.scope(), said),
                            quoting && Quotations.areWanted(hearing.options())));
        }
        return proposals;
    }

    /** Whether there is an extractor; a hearing may be left by a process that had another one. */
    boolean isPossibleIn(ExtractionMode mode) {
        return extractors.containsKey(mode);
    }

    Map<MemoryId, float[]> vectorsOf(List<Draft> drafts) {
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

    Extractor extractorFor(ExtractionMode mode) {
        Extractor extractor = extractors.get(mode);
        if (extractor == null) {
            throw new InvalidRequestException(
                    "The mode %s needs %s that is not configured; configure one, or use %s."
                            .formatted(
                                    name(mode),
                                    mode.asksModel() ? "a chat model" : "an extractor",
                                    extractors.keySet().stream()
                                            .sorted()
                                            .map(Thinking::name)
                                            .collect(Collectors.joining(" or "))));
        }
        return extractor;
    }

    private static String name(ExtractionMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
