package dev.recall4j.langchain4j;

import dev.langchain4j.http.client.HttpClientBuilder;

/** One whose module lets the user choose the HTTP client. */
abstract class HttpProtocol implements Protocol {

    private final BoundedHttpClient http = new BoundedHttpClient();

    final HttpClientBuilder http() {
        return http.builder();
    }

    @Override
    public final void close() {
        http.close();
    }
}
