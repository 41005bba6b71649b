package dev.recall4j.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;

/**
 * HTTP for LangChain4j's providers. Beside LangChain4j's own it is here because that one keeps the
 * headers of an error, and so how long to wait, to itself; and it does a little less: answers are
 * read up to a limit, what a server writes in an error is not read at all, redirections are not
 * followed with a key in hand, and closing it ends its threads. A call that is interrupted hangs up
 * at once, within an answer too. It has no time limit of its own. Thread-safe.
 */
final class BoundedHttpClient implements HttpClient, AutoCloseable {

    /** Some ten times the largest batch of vectors. */
    private static final int LONGEST_ANSWER = 32 << 20;

    // HTTP/1.1: the offer to upgrade an open connection confuses some of the small servers.
    private final java.net.http.HttpClient client =
            java.net.http.HttpClient.newBuilder()
                    .version(java.net.http.HttpClient.Version.HTTP_1_1)
                    .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                    .build();

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try {
            HttpResponse<InputStream> response =
                    client.send(translated(request), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return read(response, body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static java.net.http.HttpRequest translated(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers()
                .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        String body = request.body();
        return builder.method(
                        request.method().name(),
                        body == null
                                ? java.net.http.HttpRequest.BodyPublishers.noBody()
                                : java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static SuccessfulHttpResponse read(HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        int status = response.statusCode();
        if (status < 200 || status > 299) {
            throw new RefusedCall(status, RetryAfter.of(response.headers(), Clock.systemUTC()));
        }
        byte[] bytes = body.readNBytes(LONGEST_ANSWER + 1);
        if (bytes.length > LONGEST_ANSWER) {
            throw new IOException("an answer of more than 32 MB");
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(status)
                .headers(response.headers().map())
                .body(bytes)
                .build();
    }

    /** Answers are never streamed here. */
    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("streaming");
    }

    /** Hangs up on calls under way. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    /** What LangChain4j wants to be given: it always builds this client. */
    HttpClientBuilder builder() {
        return new HttpClientBuilder() {
            @Override
            public Duration connectTimeout() {
                return Duration.ZERO;
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration timeout) {
                return this;
            }

            @Override
            public Duration readTimeout() {
                return Duration.ZERO;
            }

            @Override
            public HttpClientBuilder readTimeout(Duration timeout) {
                return this;
            }

            @Override
            public HttpClient build() {
                return BoundedHttpClient.this;
            }
        };
    }
}
