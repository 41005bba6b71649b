package dev.recall4j.langchain4j;

import dev.langchain4j.exception.HttpException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** An error of an HTTP server: its status and how long it asks to wait, and nothing it wrote. */
final class RefusedCall extends HttpException {

    private static final long serialVersionUID = 1;

    private final transient @Nullable Duration retryAfter;

    RefusedCall(int status, @Nullable Duration retryAfter) {
        super(status, "HTTP status " + status);
        this.retryAfter = retryAfter;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
