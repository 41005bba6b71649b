package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

/** A store or model is down, full or in use: retry later. */
public final class UnavailableException extends RecallException {

    private static final long serialVersionUID = 1;

    public UnavailableException(String message) {
        this(ErrorCode.STORE_UNAVAILABLE, message, null);
    }

    public UnavailableException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public UnavailableException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
