package dev.recall4j.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;

import org.jspecify.annotations.Nullable;

import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;

/** Writes down a conversation for a model, with what is wished of it. */
final class Transcript {

    /** The day of the week is what relative dates hang on, and what models reckon wrongly. */
    private static final DateTimeFormatter SAID =
            DateTimeFormatter.ofPattern("EEEE uuuu-MM-dd'T'HH:mm", Locale.ENGLISH);

    private final ExtractionSettings settings;
    private final Batch batch;

    Transcript(ExtractionSettings settings, Batch batch) {
        this.settings = settings;
        this.batch = batch;
    }

    /** All turns of the batch. */
    String whole() {
        JsonLines lines = begin();
        for (int number = 1; number <= batch.turns().size(); number++) {
            lines.add(numbered(number));
        }
        return lines.text();
    }

    /**
     * Some of the turns, once more.
     *
     * @param given facts that are known from them
     */
    String again(SortedSet<Integer> numbers, Set<Flaw> flaws, Collection<String> given) {
        JsonLines lines = begin();
        numbers.forEach(number -> lines.add(numbered(number)));
        ObjectNode problem = JsonLines.object().put("problem", Asking.problem(flaws));
        ArrayNode known = problem.putArray("given");
        given.forEach(known::add);
        return lines.add(problem).text();
    }

    private JsonLines begin() {
        JsonLines lines = new JsonLines();
        if (!settings.equals(ExtractionSettings.NONE)) {
            lines.add(wishes());
        }
        for (HeardTurn turn : batch.earlier()) {
            ObjectNode line = JsonLines.object();
            describe(line.putObject("earlier"), turn);
            lines.add(line);
        }
        return lines;
    }

    private ObjectNode wishes() {
        ObjectNode line = JsonLines.object();
        ObjectNode wishes = line.putObject("wishes");
        put(wishes, "instructions", settings.instructions());
        put(wishes, "remember", settings.includes());
        put(wishes, "do not remember", settings.excludes());
        put(wishes, "language of the facts", settings.language());
        if (!settings.categories().isEmpty()) {
            ObjectNode categories = wishes.putObject("categories");
            settings.categories().forEach(categories::put);
        }
        return line;
    }

    private static void put(ObjectNode node, String name, @Nullable String text) {
        if (text != null) {
            node.put(name, text);
        }
    }

    private ObjectNode numbered(int number) {
        return describe(JsonLines.object().put("turn", number), batch.turn(number));
    }

    private static ObjectNode describe(ObjectNode line, HeardTurn heard) {
        Turn turn = heard.turn();
        line.put("role", turn.role().name().toLowerCase(Locale.ROOT));
        put(line, "speaker", turn.speaker());
        return line.put("said", SAID.format(heard.saidAt()))
                .put("zone", heard.saidAt().getZone().getId())
                .put(turn.role() == Role.TOOL ? "data" : "text", turn.text());
    }
}
