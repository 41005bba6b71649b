package dev.recall4j.chat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.recall4j.model.Evidence;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.Extraction.Skipped;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ReasonCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The facts of one batch: asked for once, and what of it could not be used once more. For one
 * thread and one use.
 */
final class BatchExtraction {

    private final Batch batch;
    private final ExtractionSettings settings;
    private final Asking asking;
    private final Transcript transcript;
    private final List<Fact> facts = new ArrayList<>();

    /** Turns whose facts could not be used. */
    private final SortedSet<Integer> open = new TreeSet<>();

    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

    BatchExtraction(Batch batch, ExtractionSettings settings, Asking asking) {
        this.batch = batch;
        this.settings = settings;
        this.asking = asking;
        this.transcript = new Transcript(settings, batch);
    }

    Extraction extract() {
        take(asking.ask(whose() + transcript.whole(), batch.factsMax()), true);
        List<Skipped> lost = open.isEmpty() ? List.of() : askAgain();
        Candidates candidates = new Candidates(batch, flaws);
        facts.forEach(candidates::add);
        asking.note(flaws);
        return candidates.extraction(lost, asking.use());
    }

    /**
     * Asks for the turns that are open.
     *
     * @return the turns that stay open
     */
    private List<Skipped> askAgain() {
        SortedSet<Integer> asked = new TreeSet<>(open);
        String request = whose() + transcript.again(asked, flaws, textsOf(asked));
        asking.note(flaws);
        open.clear();
        flaws.removeIf(Flaw::harms);
        Reply second = asking.ask(request, batch.factsMax());
        take(second, false);
        if (second.losesAll() || second.losesRest() || (facts.isEmpty() && !open.isEmpty())) {
            throw asking.givenUp(flaws);
        }
        return open.stream().map(batch::turn).map(BatchExtraction::unfit).toList();
    }

    /** A line that says so if the memory is an agent's own. */
    private String whose() {
        boolean own =
                batch.turns().stream()
                        .map(HeardTurn::scope)
                        .allMatch(scope -> scope.agent() != null && scope.user() == null);
        return own
                ? new JsonLines().add(JsonLines.object().put("memory of", "the assistant")).text()
                : "";
    }

    private List<String> textsOf(Set<Integer> turns) {
        return facts.stream().filter(fact -> turns.contains(fact.turn())).map(Fact::text).toList();
    }

    private static Skipped unfit(HeardTurn turn) {
        return new Skipped(
                new Evidence(turn.id(), 0, turn.turn().text().length()), ReasonCode.UNFIT);
    }

    /**
     * @param first whether what is wrong with a fact that could be kept may be put right yet
     */
    private void take(Reply reply, boolean first) {
        flaws.addAll(reply.flaws());
        int last = 1;
        for (JsonNode entry : reply.entries()) {
            Fact fact = Fact.of(entry, settings.categories().keySet(), flaws);
            if (fact == null) {
                leaveOpen(entry);
            } else if (isForeign(fact) && first) {
                open.add(fact.turn());
            } else {
                facts.add(fact);
                last = batch.has(fact.turn()) ? Math.max(last, fact.turn()) : last;
            }
        }
        if (reply.losesAll() || reply.losesRest()) {
            leaveOpenFrom(reply.losesAll() ? 1 : last);
        }
    }

    /** The turn that an entry cites if it does, else all of them. */
    private void leaveOpen(JsonNode entry) {
        @Nullable Integer turn = Fact.number(entry.path("turn"), flaws);
        if (turn != null && batch.has(turn)) {
            open.add(turn);
        } else {
            leaveOpenFrom(1);
        }
    }

    /** Facts come in the order of their turns: the last turn with one may have more. */
    private void leaveOpenFrom(int first) {
        IntStream.rangeClosed(first, batch.turns().size()).forEach(open::add);
    }

    private boolean isForeign(Fact fact) {
        boolean foreign =
                batch.has(fact.turn())
                        && Script.isForeign(
                                fact.text(),
                                settings.language(),
                                batch.turn(fact.turn()).turn().text());
        if (foreign) {
            flaws.add(Flaw.WRONG_LANGUAGE);
        }
        return foreign;
    }
}
