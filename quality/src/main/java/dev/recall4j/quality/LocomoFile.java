package dev.recall4j.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.TokenCounter;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A file in the form of the LoCoMo benchmark (Maharana et al., 2024): a list of samples, each with
 * a conversation and questions about it.
 *
 * @param conversations in the order of the file; at least one
 */
public record LocomoFile(List<LocomoConversation> conversations) {

    public LocomoFile {
        conversations = List.copyOf(conversations);
    }

    /**
     * Reads a file, and does not close it.
     *
     * @throws InvalidRequestException if it is not of this form
     * @throws UnavailableException if it cannot be read
     */
    public static LocomoFile read(InputStream in) {
        JsonNode file = tree(in);
        List<LocomoConversation> conversations =
                StreamSupport.stream(file.spliterator(), false)
                        .filter(sample -> sample.path("conversation").isObject())
                        .map(LocomoConversation::new)
                        .toList();
        if (!file.isArray() || conversations.isEmpty()) {
            throw new InvalidRequestException(
                    "The file is not of the form of LoCoMo: a list of samples, each with a"
                            + " conversation.");
        }
        return new LocomoFile(conversations);
    }

    private static JsonNode tree(InputStream in) {
        try {
            return JsonMapper.builder().build().readTree(in);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    "The file is not JSON (line %d, column %d)."
                            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE, "The input cannot be read any further.", e);
        }
    }

    /** The ids of the conversations. */
    public List<String> ids() {
        return conversations.stream().map(LocomoConversation::id).toList();
    }

    /**
     * A model that answers with the facts that come with the file.
     *
     * @throws InvalidRequestException if there are none
     */
    public ObservationModel observations(TokenCounter tokens) {
        Map<String, List<String>> factsByText = new HashMap<>();
        conversations.forEach(conversation -> conversation.addObservations(factsByText));
        if (factsByText.isEmpty()) {
            throw new InvalidRequestException(
                    "The file has no observations; give one that does, or leave --observations out.");
        }
        return new ObservationModel(factsByText, tokens);
    }

    /**
     * All conversations with their questions.
     *
     * @throws InvalidRequestException if a turn or question is not what it must be
     */
    public DataSet toDataSet(String name) {
        return new DataSet(
                name, conversations.stream().map(LocomoConversation::toConversation).toList());
    }
}
