package dev.recall4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * Turns of the LoCoMo benchmark's conversations. A conversation is a scope: its id is the user's,
 * unless the command names one. A turn's {@code dia_id} is its id and stands in its metadata, with
 * the session's number; what was said in a session was said one second after the other, from the
 * session's time on, in UTC.
 */
final class LocomoTurns implements TurnSource {

    private static final DateTimeFormatter SESSION_TIME =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("h:mm a 'on' d MMMM, uuuu")
                    .toFormatter(Locale.ENGLISH);

    private final List<Utterance> utterances = new ArrayList<>();
    private int next;

    /** One turn as the file has it. */
    private record Utterance(
            Scope scope, int session, String sessionTime, int place, JsonNode turn) {}

    /**
     * @param conversation which one, or null for all
     * @throws InvalidRequestException if it is no LoCoMo file, or does not have the conversation
     */
    LocomoTurns(InputStream in, ScopeOptions whose, @Nullable String conversation) {
        List<JsonNode> samples = samples(in);
        samples.stream()
                .filter(sample -> conversation == null || conversation.equals(idOf(sample)))
                .forEach(sample -> read(sample, scope(sample, whose)));
        if (utterances.isEmpty()) {
            throw new InvalidRequestException(
                    "There is no such conversation in the file; it has: %s."
                            .formatted(
                                    String.join(
                                            ", ",
                                            samples.stream().map(LocomoTurns::idOf).toList())));
        }
    }

    private static List<JsonNode> samples(InputStream in) {
        try {
            JsonNode file = JsonMapper.builder().build().readTree(in);
            List<JsonNode> samples =
                    StreamSupport.stream(file.spliterator(), false)
                            .filter(sample -> sample.path("conversation").isObject())
                            .toList();
            if (!file.isArray() || samples.isEmpty()) {
                throw new InvalidRequestException(
                        "The file is not of the form of LoCoMo: a list of samples, each with a"
                                + " conversation.");
            }
            return samples;
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    "The file is not JSON (line %d, column %d)."
                            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE, "The input cannot be read any further.", e);
        }
    }

    private static String idOf(JsonNode sample) {
        return sample.path("sample_id").asText("conversation");
    }

    private static Scope scope(JsonNode sample, ScopeOptions whose) {
        return whose.namesUser()
                ? whose.scopeWith(null, null, null, null)
                : whose.scopeWith(idOf(sample), null, null, null);
    }

    private void read(JsonNode sample, Scope scope) {
        JsonNode conversation = sample.path("conversation");
        for (int session = 1; conversation.has("session_" + session); session++) {
            String time = conversation.path("session_%d_date_time".formatted(session)).asText();
            JsonNode turns = conversation.path("session_" + session);
            for (int place = 0; place < turns.size(); place++) {
                utterances.add(new Utterance(scope, session, time, place, turns.get(place)));
            }
        }
    }

    @Override
    public @Nullable ScopedTurn next() {
        if (next == utterances.size()) {
            return null;
        }
        Utterance utterance = utterances.get(next++);
        return new ScopedTurn(utterance.scope(), turn(utterance));
    }

    private static Turn turn(Utterance utterance) {
        JsonNode turn = utterance.turn();
        String id =
                turn.path("dia_id")
                        .asText("D%d:%d".formatted(utterance.session(), utterance.place() + 1));
        JsonNode caption = turn.path("blip_caption");
        String shares =
                caption.isTextual() ? " [shares an image: " + caption.textValue() + "]" : "";
        return new Turn(
                Role.USER,
                turn.path("speaker").asText(null),
                turn.path("text").asText() + shares,
                time(utterance.sessionTime()).plusSeconds(utterance.place()),
                id,
                Metadata.EMPTY
                        .with(Metadata.of("dia_id", id))
                        .with(Metadata.of("session", utterance.session())));
    }

    /** A session's time, such as {@code 1:56 pm on 8 May, 2023}. */
    static ZonedDateTime time(String text) {
        try {
            return LocalDateTime.parse(text, SESSION_TIME).atZone(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new InvalidRequestException(
                    "The session's time is not of the form '1:56 pm on 8 May, 2023'.");
        }
    }

    @Override
    public long number() {
        return next;
    }

    @Override
    public long position() {
        return next;
    }

    @Override
    public long size() {
        return utterances.size();
    }

    @Override
    public String form() {
        return "conversations of LoCoMo";
    }
}
