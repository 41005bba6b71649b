package dev.recall4j.tck;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Passes requests on to a language model and writes what it answers to a file, so that a run with a
 * real model becomes a test that {@linkplain ReplayChatModel replays} it, without a model, a key or
 * a network.
 *
 * <p>The file is UTF-8 and has one JSON object for each answer, on a line of its own:
 *
 * <pre>{@code
 * {"model":"openai/gpt-5-mini","request":"6c0f…","text":"{\"facts\":[]}","cutShort":false,
 *  "calls":1,"promptTokens":812,"cachedTokens":640,"answerTokens":9,"latencyMillis":730}
 * }</pre>
 *
 * <p>{@code model} is the name of the model. {@code request} is the fingerprint of the request: the
 * first 16 bytes, in hexadecimal, of the SHA-256 of its system text, user text, schema, images and
 * limit of tokens, each with its length before it. {@code text} is the answer as it came, {@code
 * cutShort} whether it ends because of the limit. The rest is what it cost and may be left out.
 *
 * <p>Lines are added behind those that are there, each written through before the answer is handed
 * on. Where a request is recorded again, the later line holds. Failures are not recorded. The
 * requests themselves are not in the file, but answers repeat what was said: record conversations
 * that may be kept.
 *
 * <p>Thread-safe, if the model is.
 */
public final class RecordingChatModel implements ChatModel {

    private final ChatModel model;
    private final BufferedWriter file;

    /**
     * @param model closed with this one
     * @param file made if it is not there; its directory must be
     * @throws UncheckedIOException if it cannot be written
     */
    public RecordingChatModel(ChatModel model, Path file) {
        this.model = model;
        try {
            this.file = Files.newBufferedWriter(file, CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public boolean sees() {
        return model.sees();
    }

    /**
     * @throws UncheckedIOException if the answer cannot be written
     */
    @Override
    public ChatAnswer answer(ChatRequest request) {
        ChatAnswer answer = model.answer(request);
        write(new ChatRecord(model.name(), ChatRecord.fingerprint(request), answer).line());
        return answer;
    }

    private synchronized void write(String line) {
        try {
            file.write(line);
            file.write('\n');
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (file) {
            model.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
