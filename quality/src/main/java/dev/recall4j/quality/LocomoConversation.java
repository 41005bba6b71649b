package dev.recall4j.quality;

import com.fasterxml.jackson.databind.JsonNode;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;

import org.jspecify.annotations.Nullable;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A conversation of a {@link LocomoFile}. Its turns are read one by one, so that a bad one does not
 * hide the others. A turn's {@code dia_id} is its id and stands in its metadata, with the session's
 * number; what was said in a session was said one second after the other, from the session's time
 * on, in UTC. Thread-safe.
 */
public final class LocomoConversation {

    private static final DateTimeFormatter SESSION_TIME =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("h:mm a 'on' d MMMM, uuuu")
                    .toFormatter(Locale.ENGLISH);

    /** Some lists of evidence hold several ids in one string, a stray colon, or leading zeros. */
    private static final Pattern EVIDENCE = Pattern.compile("D:?0*(\\d+):0*(\\d+)");

    /** By the numbers they have in the file, from 1. */
    private static final List<String> CATEGORIES =
            List.of("1 multi-hop", "2 temporal", "3 open-domain", "4 single-hop", "5 adversarial");

    /** Answers of the others are dates or opinions, which the conversation words differently. */
    private static final Set<Integer> ANSWERED_IN_WORDS = Set.of(1, 4);

    /** Asks about the wrong speaker, and so has no answer. */
    private static final int ADVERSARIAL = 5;

    private final JsonNode sample;
    private final List<Place> places = new ArrayList<>();

    /** Where in the file a turn stands. */
    private record Place(int session, String sessionTime, int index, JsonNode turn) {

        String id() {
            return turn.path("dia_id").asText("D%d:%d".formatted(session, index + 1));
        }
    }

    LocomoConversation(JsonNode sample) {
        this.sample = sample;
        JsonNode conversation = sample.path("conversation");
        for (int session = 1; conversation.has("session_" + session); session++) {
            String time = conversation.path("session_%d_date_time".formatted(session)).asText();
            JsonNode turns = conversation.path("session_" + session);
            for (int index = 0; index < turns.size(); index++) {
                places.add(new Place(session, time, index, turns.get(index)));
            }
        }
    }

    public String id() {
        return sample.path("sample_id").asText("conversation");
    }

    /** How many turns it has. */
    public int size() {
        return places.size();
    }

    /**
     * A turn, from 0.
     *
     * @throws InvalidRequestException if there stands something else in its place
     */
    public Utterance utterance(int index) {
        Place place = places.get(index);
        JsonNode turn = place.turn();
        Turn said =
                new Turn(
                        Role.USER,
                        turn.path("speaker").asText(null),
                        turn.path("text").asText() + shared(turn.path("blip_caption")),
                        time(place.sessionTime()).plusSeconds(place.index()),
                        place.id(),
                        Metadata.EMPTY
                                .with(Metadata.of("dia_id", place.id()))
                                .with(Metadata.of("session", place.session())));
        return new Utterance(place.id(), String.valueOf(place.session()), said);
    }

    private static String shared(JsonNode caption) {
        return caption.isTextual() ? " [shares an image: " + caption.textValue() + "]" : "";
    }

    /** A session's time, such as {@code 1:56 pm on 8 May, 2023}. */
    private static ZonedDateTime time(String text) {
        try {
            return LocalDateTime.parse(text, SESSION_TIME).atZone(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new InvalidRequestException(
                    "The session's time is not of the form '1:56 pm on 8 May, 2023'.");
        }
    }

    /**
     * The facts that come with the conversation, by the text of the turn that they were drawn from.
     */
    void addObservations(Map<String, List<String>> factsByText) {
        Map<String, String> texts = new HashMap<>();
        IntStream.range(0, size())
                .mapToObj(this::utterance)
                .forEach(utterance -> texts.put(utterance.id(), utterance.turn().text()));
        for (JsonNode session : sample.path("observation")) {
            for (JsonNode speaker : session) {
                speaker.forEach(fact -> addObservation(fact, texts, factsByText));
            }
        }
    }

    private static void addObservation(
            JsonNode fact, Map<String, String> texts, Map<String, List<String>> factsByText) {
        Matcher id = EVIDENCE.matcher(fact.path(1).toString());
        if (id.find()) {
            String text = texts.get("D%s:%s".formatted(id.group(1), id.group(2)));
            if (text != null) {
                factsByText
                        .computeIfAbsent(text, t -> new ArrayList<>())
                        .add(fact.path(0).asText());
            }
        }
    }

    /**
     * @throws InvalidRequestException if a turn or question is not what it must be
     */
    Conversation toConversation() {
        List<Utterance> utterances = IntStream.range(0, size()).mapToObj(this::utterance).toList();
        Set<String> ids = utterances.stream().map(Utterance::id).collect(Collectors.toSet());
        List<Question> questions = new ArrayList<>();
        int withoutEvidence = 0;
        for (JsonNode qa : sample.path("qa")) {
            Set<String> evidence = evidence(qa, ids);
            if (evidence.isEmpty()) {
                withoutEvidence++;
            } else {
                questions.add(question(qa, evidence));
            }
        }
        return new Conversation(id(), utterances, questions, withoutEvidence);
    }

    /** What names no turn is dropped. */
    private static Set<String> evidence(JsonNode qa, Set<String> ids) {
        Set<String> evidence = new TreeSet<>();
        for (JsonNode named : qa.path("evidence")) {
            Matcher id = EVIDENCE.matcher(named.asText());
            while (id.find()) {
                evidence.add("D%s:%s".formatted(id.group(1), id.group(2)));
            }
        }
        evidence.retainAll(ids);
        return evidence;
    }

    private static Question question(JsonNode qa, Set<String> evidence) {
        int category = qa.path("category").asInt();
        if (category < 1 || category > CATEGORIES.size()) {
            throw new InvalidRequestException(
                    "A question has the category %d; LoCoMo has 1 to %d."
                            .formatted(category, CATEGORIES.size()));
        }
        return new Question(
                qa.path("question").asText(),
                CATEGORIES.get(category - 1),
                category == ADVERSARIAL,
                evidence,
                answer(qa, category));
    }

    private static @Nullable String answer(JsonNode qa, int category) {
        return ANSWERED_IN_WORDS.contains(category) ? qa.path("answer").asText(null) : null;
    }
}
