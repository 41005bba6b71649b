package dev.recall4j.wire;

import dev.recall4j.model.Reason;

/** Why something was not kept or not found. */
public record ReasonForm(String code, String message, long count) {

    public static ReasonForm of(Reason reason) {
        return new ReasonForm(reason.code().code(), reason.message(), reason.count());
    }
}
