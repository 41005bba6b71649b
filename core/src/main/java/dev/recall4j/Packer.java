package dev.recall4j;

import dev.recall4j.model.Context;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.spi.TokenCounter;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Packs a recall into a token budget: the best memories that fit, one line each with its date, in
 * the order they were said. Pure and thread-safe, if the token counter is.
 */
final class Packer {

    private static final Pattern UNPRINTABLE =
            Pattern.compile(
                    "[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private final TokenCounter tokens;
    private final DateTimeFormatter date;

    Packer(TokenCounter tokens, ZoneId zone) {
        this.tokens = tokens;
        this.date = DateTimeFormatter.ISO_LOCAL_DATE.withZone(zone);
    }

    Context pack(Recall recall, int budget) {
        List<Context.Line> chosen = new ArrayList<>();
        long used = 0;
        for (Recalled recalled : recall.results()) {
            Context.Line line = new Context.Line(lineOf(recalled.memory()), recalled);
            int cost = count(line.text() + "\n");
            if (used + cost <= budget) {
                chosen.add(line);
                used += cost;
            }
        }
        return fitted(chosen, recall, budget);
    }

    /** Token counts of parts need not add up to that of the whole, so the whole is counted too. */
    private Context fitted(List<Context.Line> chosen, Recall recall, int budget) {
        String text = joined(chosen);
        int used = count(text);
        while (used > budget && !chosen.isEmpty()) {
            chosen.removeLast();
            text = joined(chosen);
            used = chosen.isEmpty() ? 0 : count(text);
        }
        List<Reason> reasons = new ArrayList<>(recall.reasons());
        int left = recall.results().size() - chosen.size();
        if (left > 0) {
            reasons.add(Reasons.of(ReasonCode.OVER_BUDGET, left));
        }
        return new Context(text, used, inOrderSaid(chosen), reasons);
    }

    private int count(String text) {
        return Math.max(0, tokens.count(text));
    }

    private static String joined(List<Context.Line> lines) {
        return inOrderSaid(lines).stream()
                .map(Context.Line::text)
                .collect(Collectors.joining("\n"));
    }

    private static List<Context.Line> inOrderSaid(List<Context.Line> lines) {
        return lines.stream()
                .sorted(Comparator.comparing(line -> line.recalled().memory().saidAt()))
                .toList();
    }

    private String lineOf(Memory memory) {
        return "[%s] %s%s"
                .formatted(
                        date.format(memory.saidAt()),
                        oneLine(speakerOf(memory)),
                        oneLine(memory.text()));
    }

    /** A line break or control character in what was said must not look like another line. */
    private static String oneLine(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ");
    }

    private static String speakerOf(Memory memory) {
        return VerbatimExtractor.speakerOf(memory).map(speaker -> speaker + ": ").orElse("");
    }
}
