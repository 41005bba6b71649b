package dev.recall4j;

import dev.recall4j.model.Draft;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns kept word for word beside what a language model drew from them ({@link Memory#QUOTATION}).
 */
final class Quotations {

    /** A longer turn is rather a document than something said. */
    private static final int LENGTH_MAX = 2_000;

    private Quotations() {}

    /**
     * Whether turns may be kept beside the statements. Not where somebody says what is to be
     * remembered and what is not, or wants to see everything first: quotations say it all. And not
     * where a memory has no room for the category of quotations.
     */
    static boolean areWanted(HearingOptions options) {
        ExtractionSettings wishes = options.settings();
        return options.mode() == ExtractionMode.MODEL
                && !options.review()
                && wishes.instructions() == null
                && wishes.includes() == null
                && wishes.excludes() == null
                && hasRoom(options.categories());
    }

    private static boolean hasRoom(Set<String> categories) {
        return categories.size() < Memory.CATEGORIES_MAX || categories.contains(Memory.QUOTATION);
    }

    static List<Draft> of(List<HeardTurn> spoken, HearingOptions options) {
        return spoken.stream()
                .filter(heard -> isSaid(heard.turn()))
                .map(heard -> draft(heard, options))
                .toList();
    }

    private static boolean isSaid(Turn turn) {
        return turn.role() != Role.TOOL
                && turn.text().length() <= LENGTH_MAX
                && !ImageMarks.sayNothing(turn.text());
    }

    private static Draft draft(HeardTurn heard, HearingOptions options) {
        Turn turn = heard.turn();
        Set<String> categories = new TreeSet<>(options.categories());
        categories.add(Memory.QUOTATION);
        return new Draft(
                Ids.memory(),
                turn.text(),
                Gists.ofQuotation(turn.text(), turn.speaker()),
                VerbatimExtractor.NAME,
                List.of(new Evidence(heard.id(), 0, turn.text().length())),
                heard.saidAt().toInstant(),
                null,
                null,
                options.expiresAt(),
                categories,
                options.metadata().with(turn.metadata()),
                Set.of(Memory.QUOTATION));
    }
}
