package dev.recall4j;

import dev.recall4j.model.Context;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Source;
import dev.recall4j.spi.RawTurn;
import dev.recall4j.spi.Surroundings;
import dev.recall4j.spi.TokenCounter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packs a recall into a token budget: the best memories that fit, one line each below the day they
 * were said on, in the order they were said. A memory that takes more tokens has to be a little
 * better than one that takes less. Raw turns around the memories compete with them, at a discount.
 * Pure and thread-safe, if the token counter is.
 */
final class Packer {

    /** How much length counts against a line: one of ten times the tokens weighs a fifth less. */
    private static final double LENGTH_INFLUENCE = 0.1;

    /**
     * What of a memory's score a raw turn beside it has, less by {@link Surroundings#weight} the
     * further away it is. Measured in docs/recall-quality.md.
     */
    private static final double RAW_WEIGHT = 0.8;

    /** A raw turn of more characters is left out: it is rather a document than an answer. */
    private static final int RAW_LENGTH_MAX = 400;

    private final TokenCounter tokens;
    private final ContextLines lines;

    Packer(TokenCounter tokens, ContextLines lines) {
        this.tokens = tokens;
        this.lines = lines;
    }

    /**
     * A line that may be chosen.
     *
     * @param away how many turns behind the one that the memory came from; 0 if it is the memory's
     *     own line
     */
    private record Offer(
            Context.Line line, int away, Instant saidAt, LocalDate day, double score, int cost) {

        double worth() {
            return score / Math.pow(cost, LENGTH_INFLUENCE);
        }

        MemoryId memory() {
            return line.recalled().memory().id();
        }

        boolean isRaw() {
            return line.turn() != null;
        }

        /**
         * The turn that it is from, whose id is of the time it was heard. A memory that lost its
         * sources has an id of nearly that time itself.
         */
        String heardAs() {
            List<Source> sources = sources();
            if (sources.isEmpty()) {
                return memory().value();
            }
            HeardTurn raw = line.turn();
            return (raw != null ? raw.id() : sources.getFirst().turnId()).value();
        }

        int start() {
            List<Source> sources = sources();
            return sources.isEmpty() ? 0 : sources.getFirst().evidence().start();
        }

        private List<Source> sources() {
            return line.recalled().memory().provenance().sources();
        }
    }

    /**
     * Turns of one add often have one time, so the order they were heard in decides. The ids of
     * turns tell it, and a restore keeps them. {@code createdAt} and the ids of memories tell when
     * those were drawn, which is another order where a model was down or several adds ran at once.
     */
    private static final Comparator<Offer> ORDER_SAID =
            Comparator.comparing(Offer::saidAt)
                    .thenComparing(Offer::heardAs)
                    .thenComparingInt(Offer::away)
                    .thenComparingInt(Offer::start)
                    .thenComparing(offer -> offer.memory().value());

    /**
     * @param whole whether the recall has everything that was found
     */
    Context pack(Recall recall, boolean whole, int budget) {
        return pack(recall, whole, budget, Map.of());
    }

    /**
     * @param whole whether the recall has everything that was found
     * @param around the raw turns around some of the memories
     */
    Context pack(Recall recall, boolean whole, int budget, Map<MemoryId, List<RawTurn>> around) {
        List<Offer> offers = offers(recall, around);
        List<Offer> chosen = new ArrayList<>();
        Set<LocalDate> days = new HashSet<>();
        long used = markCost(offers.size());
        for (Offer offer : offers) {
            long cost = offer.cost() + (days.contains(offer.day()) ? 0 : headerCost(offer.day()));
            if (used + cost <= budget) {
                chosen.add(offer);
                days.add(offer.day());
                used += cost;
            }
        }
        Packed packed = packed(chosen);
        while (packed.tokens() > budget) {
            chosen.removeLast();
            packed = packed(chosen);
        }
        return new Context(
                packed.text(),
                packed.tokens(),
                inOrderSaid(chosen).stream().map(Offer::line).toList(),
                reasons(offers, chosen, recall, whole));
    }

    /** The best first, and of lines that read the same the best only. */
    private List<Offer> offers(Recall recall, Map<MemoryId, List<RawTurn>> around) {
        Stream<Offer> memories = recall.results().stream().map(this::offer);
        Stream<Offer> turns = around.isEmpty() ? Stream.empty() : rawOffers(recall, around);
        Set<String> said = new HashSet<>();
        return Stream.concat(memories, turns)
                .sorted(Comparator.comparingDouble(Offer::worth).reversed())
                .filter(offer -> said.add(offer.day() + offer.line().text()))
                .toList();
    }

    private Offer offer(Recalled recalled) {
        String text = lines.of(recalled.memory());
        Instant saidAt = recalled.memory().saidAt();
        return offer(new Context.Line(text, recalled), 0, saidAt, recalled.score());
    }

    private Offer offer(Context.Line line, int away, Instant saidAt, double score) {
        return new Offer(line, away, saidAt, lines.day(saidAt), score, count(line.text() + "\n"));
    }

    /** Turns that say more than the memories and what those were drawn from. */
    private Stream<Offer> rawOffers(Recall recall, Map<MemoryId, List<RawTurn>> around) {
        Set<String> quoted =
                recall.results().stream().flatMap(Packer::quotes).collect(Collectors.toSet());
        return recall.results().stream()
                .flatMap(recalled ->
                        around.getOrDefault(recalled.memory().id(), List.of()).stream()
                                .filter(raw -> raw.turn().turn().text().length() <= RAW_LENGTH_MAX)
                                .filter(raw -> !quoted.contains(compared(raw.turn().turn().text())))
                                .map(raw -> offer(recalled, raw)));
    }

    private Offer offer(Recalled recalled, RawTurn raw) {
        HeardTurn turn = raw.turn();
        return offer(
                new Context.Line(lines.of(turn), recalled, turn),
                raw.away(),
                turn.saidAt().toInstant(),
                recalled.score() * RAW_WEIGHT * Surroundings.weight(raw.away()));
    }

    private static Stream<String> quotes(Recalled recalled) {
        return Stream.concat(
                        Stream.of(recalled.memory().text()),
                        recalled.memory().provenance().sources().stream().map(Source::text))
                .map(Packer::compared);
    }

    private static String compared(String text) {
        return ContextLines.oneLine(text).strip().toLowerCase(Locale.ROOT);
    }

    /** With a line for each day it may have as many again. */
    private int markCost(int lines) {
        return count(MemoryBlocks.mark(2 * lines) + "\n");
    }

    private int headerCost(LocalDate day) {
        return count(day + "\n");
    }

    private record Packed(String text, int tokens) {}

    /** Token counts of parts need not add up to that of the whole, so the whole is counted too. */
    private Packed packed(List<Offer> chosen) {
        String text = joined(chosen);
        return new Packed(text, text.isEmpty() ? 0 : count(text));
    }

    /** Counts memories: a raw turn that found no room does not make a context short. */
    private static List<Reason> reasons(
            List<Offer> offers, List<Offer> fitting, Recall recall, boolean whole) {
        List<Reason> reasons = new ArrayList<>(recall.reasons());
        long left = memories(offers) - memories(fitting);
        if (left > 0) {
            reasons.add(Reasons.of(ReasonCode.OVER_BUDGET, left));
        } else if (whole && !fitting.isEmpty() && fitting.size() == offers.size()) {
            reasons.add(Reasons.of(ReasonCode.NOTHING_MORE, memories(fitting)));
        } else if (!whole) {
            reasons.add(Reasons.of(ReasonCode.OVER_LIMIT, recall.results().size()));
        }
        return reasons;
    }

    private static long memories(List<Offer> offers) {
        return offers.stream().filter(offer -> !offer.isRaw()).count();
    }

    private int count(String text) {
        return Math.max(0, tokens.count(text));
    }

    private static String joined(List<Offer> chosen) {
        List<String> written = written(chosen);
        return written.isEmpty()
                ? ""
                : MemoryBlocks.mark(written.size()) + "\n" + String.join("\n", written);
    }

    private static List<String> written(List<Offer> chosen) {
        List<String> written = new ArrayList<>();
        LocalDate day = null;
        for (Offer offer : inOrderSaid(chosen)) {
            if (!offer.day().equals(day)) {
                day = offer.day();
                written.add(day.toString());
            }
            written.add(offer.line().text());
        }
        return written;
    }

    private static List<Offer> inOrderSaid(List<Offer> offers) {
        return offers.stream().sorted(ORDER_SAID).toList();
    }
}
