package dev.recall4j.tck;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers as a language model did when it was {@linkplain RecordingChatModel recorded}: the same
 * request gives the same answer. What was not recorded is {@code MODEL_UNAVAILABLE}; since any
 * change of a prompt is another request, recordings are made anew with it. Thread-safe.
 */
public final class ReplayChatModel implements ChatModel {

    private final Path file;
    private final String name;
    private final Map<String, ChatAnswer> answers = new HashMap<>();

    /**
     * @param file of the form that {@link RecordingChatModel} describes; has one line at least
     * @throws UncheckedIOException if it cannot be read, or is no recording
     */
    public ReplayChatModel(Path file) {
        this.file = file;
        try {
            this.name = read(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the model that answered last. */
    private String read(List<String> lines) throws IOException {
        String model = "";
        for (int i = 0; i < lines.size(); i++) {
            ChatRecord line = record(lines.get(i), i + 1);
            answers.put(line.request(), line.answer());
            model = line.model();
        }
        if (model.isEmpty()) {
            throw new IOException(file + " is empty; record something with a RecordingChatModel");
        }
        return model;
    }

    private ChatRecord record(String line, int number) throws IOException {
        try {
            return ChatRecord.of(line);
        } catch (IOException e) {
            throw new IOException(
                    "Line %,d of %s is none of a recording: %s; remove it or record anew"
                            .formatted(number, file, e.getMessage()),
                    e);
        }
    }

    /** That of the model that was recorded. */
    @Override
    public String name() {
        return name;
    }

    /**
     * @throws UnavailableException if the request was not recorded
     */
    @Override
    public ChatAnswer answer(ChatRequest request) {
        String fingerprint = ChatRecord.fingerprint(request);
        ChatAnswer answer = answers.get(fingerprint);
        if (answer == null) {
            throw new UnavailableException(
                    ErrorCode.MODEL_UNAVAILABLE,
                    "The request %s is not in %s; wrap the real model in a RecordingChatModel and run this again to record it."
                            .formatted(fingerprint, file));
        }
        return answer;
    }
}
