package dev.recall4j.chat;

import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the turns of one batch add to a procedure. A procedure that lacks a step is none: if
 * anything of an answer cannot be used, all of it is asked for once more. For one thread and one
 * use.
 */
final class BatchProcedure {

    /** More than that is a log again. */
    private static final int PARTS_MAX = 100;

    private final Batch batch;
    private final ExtractionSettings settings;
    private final Asking asking;
    private final String written;
    private final Transcript transcript;
    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

    /**
     * @param written what the model is shown of the procedure so far, as {@link JsonLines}
     */
    BatchProcedure(Batch batch, ExtractionSettings settings, Asking asking, String written) {
        this.batch = batch;
        this.settings = settings;
        this.asking = asking;
        this.written = written;
        this.transcript = new Transcript(settings, batch);
    }

    List<Part> parts() {
        List<Part> parts = ask(transcript.whole());
        if (flaws.stream().anyMatch(Flaw::harms)) {
            parts = askAgain();
        }
        asking.note(flaws);
        return parts;
    }

    private List<Part> askAgain() {
        TreeSet<Integer> all =
                IntStream.rangeClosed(1, batch.turns().size())
                        .boxed()
                        .collect(Collectors.toCollection(TreeSet::new));
        String request = transcript.again(all, flaws, List.of());
        asking.note(flaws);
        flaws.clear();
        List<Part> parts = ask(request);
        if (flaws.stream().anyMatch(flaw -> flaw.harms() && flaw != Flaw.WRONG_LANGUAGE)) {
            throw asking.givenUp(flaws);
        }
        return parts;
    }

    private List<Part> ask(String request) {
        Reply reply = asking.ask(written + request, PARTS_MAX);
        flaws.addAll(reply.flaws());
        if (flaws.remove(Flaw.TOO_MANY)) {
            flaws.add(Flaw.TOO_LONG);
        }
        List<Part> parts =
                reply.entries().stream()
                        .map(entry -> Part.of(entry, batch, flaws))
                        .filter(Objects::nonNull)
                        .toList();
        if (isForeign(parts)) {
            flaws.add(Flaw.WRONG_LANGUAGE);
        }
        return parts;
    }

    private boolean isForeign(List<Part> parts) {
        return Script.isForeign(
                parts.stream().map(Part::text).collect(Collectors.joining("\n")),
                settings.language(),
                batch.turns().stream()
                        .map(HeardTurn::turn)
                        .map(turn -> turn.text())
                        .collect(Collectors.joining("\n")));
    }
}
