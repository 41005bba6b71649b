package dev.recall4j.langchain4j;

import dev.langchain4j.http.client.HttpClientBuilder;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/** One whose module lets the user choose the HTTP client. */
abstract class HttpProtocol implements Protocol {

    private final BoundedHttpClient http = new BoundedHttpClient();

    final HttpClientBuilder http() {
        return http.builder();
    }

    /** Null for the provider's own. */
    static @Nullable String givenAddress(ModelSettings model) {
        URI address = model.baseUrl();
        return address == null ? null : address.toString();
    }

    @Override
    public final void close() {
        http.close();
    }
}
