package dev.recall4j.wire;

import dev.recall4j.model.RecallException;

/** The one form of errors: {@code {"error":{"code":"not-found","message":"..."}}}. */
public record ErrorForm(Detail error) {

    public static ErrorForm of(RecallException e) {
        return of(e.code().code(), String.valueOf(e.getMessage()));
    }

    /**
     * @param code for programs; see {@link dev.recall4j.model.ErrorCode#code}
     * @param message for people
     */
    public static ErrorForm of(String code, String message) {
        return new ErrorForm(new Detail(code, message));
    }

    /** What went wrong. */
    public record Detail(String code, String message) {}
}
