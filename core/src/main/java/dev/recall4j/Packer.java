package dev.recall4j;

import dev.recall4j.model.Context;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.spi.TokenCounter;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Packs a recall into a token budget: the best memories that fit, one line each below the day they
 * were said on, in the order they were said. A memory that takes more tokens has to be a little
 * better than one that takes less. Pure and thread-safe, if the token counter is.
 */
final class Packer {

    private static final Pattern UNPRINTABLE =
            Pattern.compile(
                    "[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    /** How much length counts against a memory: one of ten times the tokens weighs a fifth less. */
    private static final double LENGTH_INFLUENCE = 0.1;

    /** Stands before each line, so that nothing that was said looks like the day of other lines. */
    private static final String BULLET = "- ";

    private final TokenCounter tokens;
    private final ZoneId zone;

    Packer(TokenCounter tokens, ZoneId zone) {
        this.tokens = tokens;
        this.zone = zone;
    }

    /** A line that may be chosen. */
    private record Offer(Context.Line line, LocalDate day, int cost) {

        double worth() {
            return line.recalled().score() / Math.pow(cost, LENGTH_INFLUENCE);
        }
    }

    /**
     * @param whole whether the recall has everything that was found
     */
    Context pack(Recall recall, boolean whole, int budget) {
        List<Offer> offers = offers(recall);
        List<Offer> chosen = new ArrayList<>();
        Set<LocalDate> days = new HashSet<>();
        long used = 0;
        for (Offer offer : offers) {
            long cost = offer.cost() + (days.contains(offer.day()) ? 0 : headerCost(offer.day()));
            if (used + cost <= budget) {
                chosen.add(offer);
                days.add(offer.day());
                used += cost;
            }
        }
        List<Offer> fitting = fitted(chosen, budget);
        String text = joined(fitting);
        return new Context(
                text,
                text.isEmpty() ? 0 : count(text),
                inOrderSaid(fitting).stream().map(Offer::line).toList(),
                reasons(fitting.size(), offers.size() - fitting.size(), recall, whole));
    }

    /** The best first, and of lines that read the same the best only. */
    private List<Offer> offers(Recall recall) {
        Set<String> said = new HashSet<>();
        return recall.results().stream()
                .map(this::offer)
                .sorted(Comparator.comparingDouble(Offer::worth).reversed())
                .filter(offer -> said.add(offer.day() + offer.line().text()))
                .toList();
    }

    private Offer offer(Recalled recalled) {
        String text = BULLET + statement(recalled.memory());
        return new Offer(
                new Context.Line(text, recalled), dayOf(recalled.memory()), count(text + "\n"));
    }

    /** A memory that stands alone, as a reader sees it. */
    String dated(Memory memory) {
        return "[%s] %s".formatted(dayOf(memory), statement(memory));
    }

    private LocalDate dayOf(Memory memory) {
        return LocalDate.ofInstant(memory.saidAt(), zone);
    }

    private static String statement(Memory memory) {
        return oneLine(speakerOf(memory)) + oneLine(memory.text());
    }

    private int headerCost(LocalDate day) {
        return count(day + "\n");
    }

    /** Token counts of parts need not add up to that of the whole, so the whole is counted too. */
    private List<Offer> fitted(List<Offer> chosen, int budget) {
        List<Offer> fitting = new ArrayList<>(chosen);
        while (!fitting.isEmpty() && count(joined(fitting)) > budget) {
            fitting.removeLast();
        }
        return fitting;
    }

    private static List<Reason> reasons(int chosen, int left, Recall recall, boolean whole) {
        List<Reason> reasons = new ArrayList<>(recall.reasons());
        if (left > 0) {
            reasons.add(Reasons.of(ReasonCode.OVER_BUDGET, left));
        } else if (chosen > 0 && whole) {
            reasons.add(Reasons.of(ReasonCode.NOTHING_MORE, chosen));
        }
        return reasons;
    }

    private int count(String text) {
        return Math.max(0, tokens.count(text));
    }

    private static String joined(List<Offer> chosen) {
        StringBuilder text = new StringBuilder();
        LocalDate day = null;
        for (Offer offer : inOrderSaid(chosen)) {
            if (!offer.day().equals(day)) {
                day = offer.day();
                text.append(day).append('\n');
            }
            text.append(offer.line().text()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static List<Offer> inOrderSaid(List<Offer> offers) {
        return offers.stream()
                .sorted(Comparator.comparing(offer -> offer.line().recalled().memory().saidAt()))
                .toList();
    }

    /** A line break or control character in what was said must not look like another line. */
    private static String oneLine(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ");
    }

    private static String speakerOf(Memory memory) {
        return VerbatimExtractor.speakerOf(memory).map(speaker -> speaker + ": ").orElse("");
    }
}
