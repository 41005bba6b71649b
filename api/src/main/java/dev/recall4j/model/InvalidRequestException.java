package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

/** The caller must change something: the request, the configuration or the version. */
public final class InvalidRequestException extends RecallException {

    private static final long serialVersionUID = 1;

    public InvalidRequestException(String message) {
        this(ErrorCode.INVALID_REQUEST, message, null);
    }

    public InvalidRequestException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public InvalidRequestException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
