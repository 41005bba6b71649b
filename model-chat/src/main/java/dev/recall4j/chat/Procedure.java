package dev.recall4j.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.chat.Part.Kind;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.Extraction.Skipped;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.ReasonCode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A procedure while it is being written. For one thread. */
final class Procedure {

    private static final Set<String> CATEGORIES = Set.of("procedure");

    private final List<Part> parts = new ArrayList<>();

    /** Keeps the goal that was told first, and the outcome that was told last. */
    void add(List<Part> more) {
        for (Part part : more) {
            if (part.kind() == Kind.OUTCOME) {
                parts.removeIf(other -> other.kind() == Kind.OUTCOME);
            }
            if (part.kind() != Kind.GOAL || of(Kind.GOAL).findAny().isEmpty()) {
                parts.add(part);
            }
        }
    }

    private Stream<Part> of(Kind kind) {
        return parts.stream().filter(part -> part.kind() == kind);
    }

    /** What a model is shown of it before it goes on. */
    String written() {
        JsonLines lines = new JsonLines();
        for (Part part : parts) {
            ObjectNode line = JsonLines.object();
            line.putObject("written").put("part", part.kind().word()).put("text", part.text());
            lines.add(line);
        }
        return lines.text();
    }

    /**
     * One candidate that cites the turns it is from, the last one first; or none, if nothing was
     * done.
     *
     * @param turns all that were read
     */
    Extraction extraction(List<HeardTurn> turns, ModelUse use) {
        List<HeardTurn> sources = of(Kind.STEP).findAny().isEmpty() ? List.of() : sources(turns);
        List<Candidate> candidates =
                sources.isEmpty() ? List.of() : List.of(candidate(sources.reversed()));
        List<Skipped> skipped =
                turns.stream()
                        .filter(turn -> !sources.contains(turn))
                        .map(turn ->
                                new Skipped(
                                        Candidates.wholeOf(turn), ReasonCode.NOTHING_TO_REMEMBER))
                        .toList();
        return new Extraction(candidates, skipped, use);
    }

    private List<HeardTurn> sources(List<HeardTurn> turns) {
        Set<HeardTurn> cited = new HashSet<>();
        parts.forEach(part -> cited.addAll(part.turns()));
        return turns.stream().filter(cited::contains).toList();
    }

    private Candidate candidate(List<HeardTurn> sources) {
        List<Evidence> evidence = sources.stream().map(Candidates::wholeOf).toList();
        return new Candidate(
                text(),
                evidence.getFirst(),
                CATEGORIES,
                null,
                null,
                evidence.subList(1, evidence.size()));
    }

    /** Steps are numbered; a goal stands before them, an outcome behind an arrow after them. */
    private String text() {
        List<String> lines = new ArrayList<>();
        of(Kind.GOAL).map(Part::text).forEach(lines::add);
        int number = 1;
        for (Part step : of(Kind.STEP).toList()) {
            lines.add("%d. %s".formatted(number++, step.text()));
        }
        of(Kind.OUTCOME).map(outcome -> "=> " + outcome.text()).forEach(lines::add);
        return String.join("\n", lines);
    }
}
