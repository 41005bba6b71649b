package dev.recall4j.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.recall4j.tck.HashingEmbedder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speaks the chat and embedding protocols of all providers on a port of this machine, as strictly
 * as they do, and on demand badly.
 */
final class FakeProvider implements AutoCloseable {

    static final String KEY = "sk-key-4711";
    static final int DIMENSION = 256;
    static final int PROMPT_TOKENS = 100;
    static final int CACHED_TOKENS = 40;
    static final int ANSWER_TOKENS = 7;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TEXT = 8_000;
    private static final int MOST_TEXTS = 100;

    /** Answers one request in a way of its own. */
    interface Reply {
        void to(Asked asked, HttpExchange exchange) throws IOException;
    }

    /**
     * What was asked.
     *
     * @param path with what follows it
     */
    record Asked(String path, Headers headers, JsonNode body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HashingEmbedder vectors = new HashingEmbedder(DIMENSION);
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Reply usual = this::serve;
    private volatile String answer = "{\"fact\":\"Ana drinks tea\"}";
    private volatile boolean cutShort;

    FakeProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        Asked now = note(exchange);
                        Reply next = script.poll();
                        (next != null ? next : usual).to(now, exchange);
                    }
                });
        server.start();
    }

    private Asked note(HttpExchange exchange) throws IOException {
        Asked now =
                new Asked(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders(),
                        JSON.readTree(exchange.getRequestBody()));
        asked.add(now);
        return now;
    }

    /** Where a provider's protocol begins. */
    URI address(Provider provider) {
        String path =
                switch (provider) {
                    case OPENAI, OPENAI_COMPATIBLE, ANTHROPIC, MISTRAL -> "/v1";
                    case GOOGLE_GEMINI -> "/v1beta";
                    case AZURE_OPENAI, OLLAMA, BEDROCK -> "";
                };
        return URI.create("http://localhost:%d%s".formatted(server.getAddress().getPort(), path));
    }

    /** Settings that reach it. The AWS SDK gives its key to nobody without encryption. */
    ModelSettings.Builder settings(Provider provider) {
        return provider == Provider.BEDROCK
                ? ModelSettings.builder(provider, "amazon.titan-embed-text-v2:0")
                        .baseUrl(address(provider))
                : ModelSettings.builder(provider, "a-model").baseUrl(address(provider)).apiKey(KEY);
    }

    FakeProvider answering(String text) {
        answer = text;
        return this;
    }

    /** Says that the limit of tokens ended its answers. */
    FakeProvider cuttingShort() {
        cutShort = true;
        return this;
    }

    /** The next replies, before it goes on as usual. */
    FakeProvider first(Reply... replies) {
        script.addAll(List.of(replies));
        return this;
    }

    FakeProvider always(Reply reply) {
        usual = reply;
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    JsonNode lastBody() {
        return asked.getLast().body();
    }

    /** An error that repeats what was asked, as providers do. */
    static Reply error(int status) {
        return (asked, exchange) -> send(exchange, status, asked.body().toString());
    }

    static Reply error(int status, String retryAfter) {
        return (asked, exchange) -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            send(exchange, status, asked.body().toString());
        };
    }

    static Reply saying(String body) {
        return (asked, exchange) -> send(exchange, 200, body);
    }

    /** Promises a long answer and hangs up within it. */
    static Reply hangingUp() {
        return (asked, exchange) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"id\":\"1\",".getBytes(UTF_8));
        };
    }

    /** Says nothing as long as it runs. */
    Reply silent() {
        return (asked, exchange) -> await(stopped);
    }

    /** Begins an answer and never ends it. */
    Reply stalling() {
        return (asked, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            await(stopped);
        };
    }

    /** Answers without end, as fast as it can. */
    static Reply flooding() {
        return (asked, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(1 << 16).getBytes(UTF_8);
            while (true) {
                exchange.getResponseBody().write(spaces);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Asked now, HttpExchange exchange) throws IOException {
        if (!knows(now.headers())) {
            send(exchange, 401, "{\"error\":\"no such key\"}");
            return;
        }
        String path = now.path();
        JsonNode body = now.body();
        if (path.endsWith("/chat/completions")) {
            send(exchange, 200, openAiAnswer());
        } else if (path.endsWith("/v1/messages")) {
            send(exchange, 200, anthropicAnswer());
        } else if (path.endsWith("/api/chat")) {
            send(exchange, 200, ollamaAnswer());
        } else if (path.endsWith(":generateContent")) {
            send(exchange, 200, geminiAnswer());
        } else if (path.endsWith("/converse")) {
            send(exchange, 200, bedrockAnswer());
        } else if (path.endsWith("/v1/embeddings")) {
            embed(exchange, texts(body.required("input")), FakeProvider::openAiVectors);
        } else if (path.endsWith("/api/embed")) {
            embed(exchange, texts(body.required("input")), FakeProvider::ollamaVectors);
        } else if (path.endsWith(":batchEmbedContents")) {
            embed(exchange, geminiTexts(body), FakeProvider::geminiVectors);
        } else if (path.endsWith("/invoke")) {
            embed(exchange, texts(body.required("inputText")), FakeProvider::titanVector);
        } else {
            send(exchange, 404, "{\"error\":\"no such path\"}");
        }
    }

    private static boolean knows(Headers headers) {
        return headers.values().stream()
                .flatMap(List::stream)
                .anyMatch(value ->
                        value.equals(KEY)
                                || value.equals("Bearer " + KEY)
                                || value.contains("Credential=" + KEY + "/"));
    }

    private ObjectNode openAiAnswer() {
        ObjectNode response = JSON.createObjectNode().put("id", "1").put("model", "a-model");
        ObjectNode choice = response.putArray("choices").addObject().put("index", 0);
        choice.put("finish_reason", cutShort ? "length" : "stop");
        choice.putObject("message").put("role", "assistant").put("content", answer);
        response.putObject("usage")
                .put("prompt_tokens", PROMPT_TOKENS)
                .put("completion_tokens", ANSWER_TOKENS)
                .put("total_tokens", PROMPT_TOKENS + ANSWER_TOKENS)
                .putObject("prompt_tokens_details")
                .put("cached_tokens", CACHED_TOKENS);
        return response;
    }

    /** Counts what was cached beside the rest. */
    private ObjectNode anthropicAnswer() {
        ObjectNode response =
                JSON.createObjectNode()
                        .put("id", "1")
                        .put("type", "message")
                        .put("role", "assistant")
                        .put("model", "a-model")
                        .put("stop_reason", cutShort ? "max_tokens" : "end_turn");
        response.putArray("content").addObject().put("type", "text").put("text", answer);
        response.putObject("usage")
                .put("input_tokens", PROMPT_TOKENS - CACHED_TOKENS - 10)
                .put("cache_creation_input_tokens", 10)
                .put("cache_read_input_tokens", CACHED_TOKENS)
                .put("output_tokens", ANSWER_TOKENS);
        return response;
    }

    private ObjectNode ollamaAnswer() {
        ObjectNode response =
                JSON.createObjectNode()
                        .put("model", "a-model")
                        .put("created_at", "2026-11-23T12:00:00Z")
                        .put("done", true)
                        .put("done_reason", cutShort ? "length" : "stop")
                        .put("prompt_eval_count", PROMPT_TOKENS)
                        .put("eval_count", ANSWER_TOKENS);
        response.putObject("message").put("role", "assistant").put("content", answer);
        return response;
    }

    private ObjectNode geminiAnswer() {
        ObjectNode response = JSON.createObjectNode().put("modelVersion", "a-model");
        ObjectNode candidate = response.putArray("candidates").addObject().put("index", 0);
        candidate.put("finishReason", cutShort ? "MAX_TOKENS" : "STOP");
        ObjectNode content = candidate.putObject("content").put("role", "model");
        content.putArray("parts").addObject().put("text", answer);
        response.putObject("usageMetadata")
                .put("promptTokenCount", PROMPT_TOKENS)
                .put("cachedContentTokenCount", CACHED_TOKENS)
                .put("candidatesTokenCount", ANSWER_TOKENS)
                .put("totalTokenCount", PROMPT_TOKENS + ANSWER_TOKENS);
        return response;
    }

    /** Counts what was cached beside the rest. */
    private ObjectNode bedrockAnswer() {
        ObjectNode response =
                JSON.createObjectNode().put("stopReason", cutShort ? "max_tokens" : "end_turn");
        ObjectNode message = response.putObject("output").putObject("message");
        message.put("role", "assistant").putArray("content").addObject().put("text", answer);
        response.putObject("usage")
                .put("inputTokens", PROMPT_TOKENS - CACHED_TOKENS - 10)
                .put("cacheWriteInputTokens", 10)
                .put("cacheReadInputTokens", CACHED_TOKENS)
                .put("outputTokens", ANSWER_TOKENS)
                .put("totalTokens", PROMPT_TOKENS + ANSWER_TOKENS);
        response.putObject("metrics").put("latencyMs", 1);
        return response;
    }

    private interface Vectors {
        ObjectNode told(List<float[]> vectors);
    }

    private void embed(HttpExchange exchange, List<String> texts, Vectors form) throws IOException {
        boolean refused =
                texts.size() > MOST_TEXTS
                        || texts.stream().anyMatch(t -> t.isEmpty() || bytes(t) > LONGEST_TEXT);
        if (refused) {
            send(exchange, 400, "{\"error\":\"too many texts, or an empty or long one\"}");
        } else {
            send(exchange, 200, form.told(vectors.embedPassages(texts)));
        }
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static List<String> texts(JsonNode input) {
        List<String> texts = new ArrayList<>();
        if (input.isTextual()) {
            texts.add(input.asText());
        }
        input.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> geminiTexts(JsonNode body) {
        List<String> texts = new ArrayList<>();
        body.required("requests")
                .forEach(one -> texts.add(one.at("/content/parts/0/text").asText()));
        return texts;
    }

    private static ObjectNode openAiVectors(List<float[]> vectors) {
        ObjectNode response =
                JSON.createObjectNode()
                        .put("id", "1")
                        .put("object", "list")
                        .put("model", "a-model");
        ArrayNode data = response.putArray("data");
        for (int i = 0; i < vectors.size(); i++) {
            ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
            numbers(one.putArray("embedding"), vectors.get(i));
        }
        response.putObject("usage")
                .put("prompt_tokens", 1)
                .put("completion_tokens", 0)
                .put("total_tokens", 1);
        return response;
    }

    private static ObjectNode ollamaVectors(List<float[]> vectors) {
        ObjectNode response = JSON.createObjectNode().put("model", "a-model");
        ArrayNode embeddings = response.putArray("embeddings");
        vectors.forEach(vector -> numbers(embeddings.addArray(), vector));
        return response;
    }

    private static ObjectNode geminiVectors(List<float[]> vectors) {
        ObjectNode response = JSON.createObjectNode();
        ArrayNode embeddings = response.putArray("embeddings");
        vectors.forEach(vector -> numbers(embeddings.addObject().putArray("values"), vector));
        return response;
    }

    private static ObjectNode titanVector(List<float[]> vectors) {
        ObjectNode response = JSON.createObjectNode().put("inputTextTokenCount", 1);
        numbers(response.putArray("embedding"), vectors.getFirst());
        return response;
    }

    private static void numbers(ArrayNode array, float[] vector) {
        for (float number : vector) {
            array.add(number);
        }
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body)
            throws IOException {
        send(exchange, status, body.toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        stopped.countDown();
        server.stop(0);
        threads.close();
    }
}
