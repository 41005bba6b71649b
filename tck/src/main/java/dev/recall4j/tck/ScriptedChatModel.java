package dev.recall4j.tck;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * A language model that answers what a test says, one line of the script for each request, and
 * remembers what it was asked. A request behind the end of the script fails the test, unless there
 * is an answer {@linkplain #otherwise for all others}. Thread-safe.
 */
public final class ScriptedChatModel implements ChatModel {

    /** What each answer costs. */
    public static final ModelUse USE = new ModelUse(1, 100, 60, 10, Duration.ofMillis(20));

    private final String name;
    private final Queue<Function<ChatRequest, ChatAnswer>> script = new ArrayDeque<>();
    private final List<ChatRequest> requests = new ArrayList<>();
    private Function<ChatRequest, ChatAnswer> rest = ScriptedChatModel::unexpected;
    private boolean sees;
    private boolean closed;

    public ScriptedChatModel() {
        this("scripted/1");
    }

    public ScriptedChatModel(String name) {
        this.name = name;
    }

    /** The next answer. */
    public synchronized ScriptedChatModel answers(String text) {
        script.add(request -> new ChatAnswer(text, false, USE));
        return this;
    }

    /** The next answer, which ends where the limit of tokens was reached. */
    public synchronized ScriptedChatModel isCutShort(String text) {
        script.add(request -> new ChatAnswer(text, true, USE));
        return this;
    }

    /** The next request fails. */
    public synchronized ScriptedChatModel fails(RuntimeException failure) {
        script.add(request -> {
            throw failure;
        });
        return this;
    }

    /** The next request fails as if nothing could be reached. */
    public ScriptedChatModel isDown() {
        return fails(
                new UnavailableException(
                        ErrorCode.MODEL_UNAVAILABLE, "The model is down; try later."));
    }

    /** What is answered to all that is asked behind the end of the script. */
    public synchronized ScriptedChatModel otherwise(Function<ChatRequest, String> answer) {
        rest = request -> new ChatAnswer(answer.apply(request), false, USE);
        return this;
    }

    /** From now on it is given images. */
    public synchronized ScriptedChatModel seeing() {
        sees = true;
        return this;
    }

    /** How often it was asked, failures included. */
    public synchronized int calls() {
        return requests.size();
    }

    /** What it was asked so far. */
    public synchronized List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized boolean sees() {
        return sees;
    }

    @Override
    public ChatAnswer answer(ChatRequest request) {
        return next(request).apply(request);
    }

    private synchronized Function<ChatRequest, ChatAnswer> next(ChatRequest request) {
        if (closed) {
            throw new UnavailableException(ErrorCode.CLOSED, "The model was closed.");
        }
        requests.add(request);
        Function<ChatRequest, ChatAnswer> line = script.poll();
        return line == null ? rest : line;
    }

    private static ChatAnswer unexpected(ChatRequest request) {
        throw new AssertionError(
                "The model was asked once more than its script has answers: " + request);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
