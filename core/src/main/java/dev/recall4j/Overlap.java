package dev.recall4j;

import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.Occasion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A quotation and the best statement drawn from its turn say much the same. Where both are found
 * the statement stands for both, with the better score: it is clear by itself, and mostly shorter.
 * If it scores far less it is about something else that was said in the turn, and both stay. Pure.
 */
final class Overlap {

    /** Of the score of its quotation, a statement that says the same has at least so much. */
    private static final double SHARE_MIN = 0.8;

    private final List<Fusion.Scored> ranked;
    private final Map<MemoryId, Occasion> occasions;
    private final Map<Long, Fusion.Scored> statements = new HashMap<>();
    private final Map<Long, Fusion.Scored> quotations = new HashMap<>();

    private Overlap(List<Fusion.Scored> ranked, Map<MemoryId, Occasion> occasions) {
        this.ranked = ranked;
        this.occasions = occasions;
        for (Fusion.Scored one : ranked) {
            Occasion occasion = occasions.get(one.memory());
            if (occasion != null && occasion.turn() != 0) {
                (occasion.quotation() ? quotations : statements).putIfAbsent(occasion.turn(), one);
            }
        }
    }

    /**
     * @param ranked best first
     * @return best first
     */
    static List<Fusion.Scored> without(
            List<Fusion.Scored> ranked, Map<MemoryId, Occasion> occasions) {
        Overlap overlap = new Overlap(ranked, occasions);
        return overlap.quotations.isEmpty() ? ranked : overlap.told();
    }

    private List<Fusion.Scored> told() {
        return ranked.stream().flatMap(this::told).sorted(Fusion.Scored.BEST_FIRST).toList();
    }

    private Stream<Fusion.Scored> told(Fusion.Scored one) {
        Occasion occasion = occasions.get(one.memory());
        if (occasion == null || !isToldTwice(occasion.turn())) {
            return Stream.of(one);
        }
        if (occasion.quotation()) {
            return Stream.empty();
        }
        return Stream.of(isBest(one, occasion) ? raised(one, occasion) : one);
    }

    private boolean isToldTwice(long turn) {
        Fusion.Scored statement = statements.get(turn);
        Fusion.Scored quotation = quotations.get(turn);
        return statement != null
                && quotation != null
                && statement.score() >= SHARE_MIN * quotation.score();
    }

    private boolean isBest(Fusion.Scored one, Occasion occasion) {
        return one.equals(statements.get(occasion.turn()));
    }

    private Fusion.Scored raised(Fusion.Scored one, Occasion occasion) {
        double better = Objects.requireNonNull(quotations.get(occasion.turn())).score();
        return better > one.score() ? one.scaled(better / one.score()) : one;
    }
}
