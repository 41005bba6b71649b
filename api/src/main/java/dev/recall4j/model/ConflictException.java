package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

/** The state moved: read again, then retry. */
public final class ConflictException extends RecallException {

    private static final long serialVersionUID = 1;

    public ConflictException(String message) {
        this(ErrorCode.CONFLICT, message, null);
    }

    public ConflictException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public ConflictException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
