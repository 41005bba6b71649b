package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

/** The journal or the installation is damaged: stop and look. */
public final class DamagedException extends RecallException {

    private static final long serialVersionUID = 1;

    public DamagedException(String message) {
        this(ErrorCode.DAMAGED, message, null);
    }

    public DamagedException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public DamagedException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
