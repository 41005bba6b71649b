package dev.recall4j.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.langchain4j.model.cohere.CohereScoringModel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Speaks Cohere's rerank protocol on a port of this machine, well or badly. */
final class FakeCohere implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "a-key";

    /** Answers one request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Answer answer = FakeCohere::rerank;

    FakeCohere() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(
                "/v1/rerank",
                exchange -> {
                    try (exchange) {
                        answer.to(exchange);
                    }
                });
        server.start();
    }

    String address() {
        return "http://localhost:%d/v1/".formatted(server.getAddress().getPort());
    }

    /** A client of it that does not ask twice. */
    CohereScoringModel client() {
        return client(Duration.ofSeconds(20));
    }

    CohereScoringModel client(Duration timeout) {
        return CohereScoringModel.builder()
                .baseUrl(address())
                .apiKey(KEY)
                .modelName("rerank-v3.5")
                .timeout(timeout)
                .maxRetries(0)
                .build();
    }

    void answer(Answer next) {
        answer = next;
    }

    void answer(int status, String body) {
        answer(exchange -> send(exchange, status, body));
    }

    /** Promises a long answer and hangs up within it. */
    void cutAnswers() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"results\":[{\"index\":0,".getBytes(UTF_8));
        });
    }

    private static void rerank(HttpExchange exchange) throws IOException {
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"message\":\"invalid api token\"}");
            return;
        }
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        List<String> documents = new ArrayList<>();
        request.required("documents").forEach(document -> documents.add(document.asText()));
        double[] relevances =
                WordsInCommon.relevances(request.required("query").asText(), documents);
        send(exchange, 200, JSON.writeValueAsString(response(relevances)));
    }

    /** Best first, each with its place in the request. */
    private static ObjectNode response(double[] relevances) {
        ObjectNode response = JSON.createObjectNode().put("id", "1");
        ArrayNode results = response.putArray("results");
        IntStream.range(0, relevances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -relevances[i]))
                .forEach(i ->
                        results.addObject().put("index", i).put("relevance_score", relevances[i]));
        response.putObject("meta").putObject("billed_units").put("search_units", 1);
        return response;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
