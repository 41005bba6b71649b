package dev.recall4j.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.spi.Arbiter.Arbitration;
import dev.recall4j.spi.Arbiter.Pair;
import dev.recall4j.spi.Arbiter.Ruling;
import dev.recall4j.spi.Arbiter.Statement;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The rulings on some pairs, numbered from 1. For one thread and one use. */
final class Settlement {

    private final List<Pair> pairs;
    private final Asking asking;
    private final Map<Integer, Ruling> rulings = new TreeMap<>();
    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

    Settlement(List<Pair> pairs, Asking asking) {
        this.pairs = pairs;
        this.asking = asking;
    }

    Arbitration settle() {
        take(asking.ask(open().text(), pairs.size()));
        if (rulings.size() < pairs.size()) {
            askAgain();
        }
        asking.note(flaws);
        return new Arbitration(List.copyOf(rulings.values()), asking.use());
    }

    private void askAgain() {
        String request =
                open().add(JsonLines.object().put("problem", Asking.problem(flaws))).text();
        asking.note(flaws);
        flaws.removeIf(Flaw::harms);
        take(asking.ask(request, pairs.size()));
        if (rulings.size() < pairs.size()) {
            throw asking.givenUp(flaws);
        }
    }

    /** The pairs without a ruling. */
    private JsonLines open() {
        JsonLines lines = new JsonLines();
        IntStream.rangeClosed(1, pairs.size())
                .filter(number -> !rulings.containsKey(number))
                .forEach(number -> lines.add(line(number, pairs.get(number - 1))));
        return lines;
    }

    private static ObjectNode line(int number, Pair pair) {
        ObjectNode line = JsonLines.object().put("pair", number);
        describe(line.putObject("known"), pair.known());
        describe(line.putObject("heard"), pair.heard());
        return line;
    }

    private static void describe(ObjectNode node, Statement statement) {
        node.put("said", statement.saidAt().toString());
        if (statement.validFrom() != null) {
            node.put("since", statement.validFrom().toString());
        }
        node.put("text", statement.text());
    }

    private void take(Reply reply) {
        flaws.addAll(reply.flaws());
        reply.entries().forEach(this::take);
        if (rulings.size() < pairs.size() && !reply.losesAll()) {
            flaws.add(Flaw.MISSING);
        }
    }

    /** The first verdict on a pair holds; one that differs from it is noted. */
    private void take(JsonNode entry) {
        Integer number = Fact.number(entry.path("pair"), flaws);
        Ruling ruling = ruling(entry.path("verdict").asText(""));
        if (number == null || number < 1 || number > pairs.size() || ruling == null) {
            flaws.add(Flaw.WRONG_ENTRY);
        } else if (rulings.putIfAbsent(number, ruling) != null) {
            flaws.add(Flaw.DUPLICATE);
        }
    }

    private static @Nullable Ruling ruling(String verdict) {
        return switch (verdict.strip().toLowerCase(Locale.ROOT)) {
            case "same" -> Ruling.SAME;
            case "change" -> Ruling.CHANGE;
            case "correction" -> Ruling.CORRECTION;
            case "compatible" -> Ruling.COMPATIBLE;
            default -> null;
        };
    }
}
