package dev.recall4j.langchain4j;

import com.fasterxml.jackson.core.JacksonException;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.JsonException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * Why a call of a model failed, as far as that can be told without a word of the request, the
 * answer or the key: providers repeat all of them in their errors. Goes as the cause of the {@link
 * UnavailableException} from whoever talks to the model to whoever decides on asking again.
 */
final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    enum Kind {
        KEY_REFUSED(false, false, "refused the key", "check api-key, and what it may use"),
        UNKNOWN_MODEL(
                false,
                false,
                "is not known there",
                "check model and base-url (that of OpenAI-compatible servers mostly ends in /v1)"),
        REQUEST_REFUSED(
                false,
                false,
                "refused the request",
                "check that the model has what is asked of it, such as structured-output, and takes"
                        + " as much text"),
        IMAGE_ADDRESS(
                false,
                false,
                "is not handed the address of an image, because it would be fetched from here",
                "give the bytes of the image"),
        BUSY(true, true, "is busy or over its quota", "try later, or raise the quota"),
        BROKEN(true, true, "failed", "try later, or look after its server"),
        UNREACHABLE(
                true,
                true,
                "cannot be reached or hung up",
                "check base-url and the network, and that its server runs"),
        TOO_SLOW(
                true,
                true,
                "did not answer in time",
                "try later, raise timeout, or take a faster model"),
        NONSENSE(
                false,
                true,
                "answered in no way that was expected",
                "check that provider and base-url belong together"),
        UNKNOWN(false, true, "failed", "try it by itself");

        /** Whether the same call can be expected to go well a little later. */
        private final boolean passing;

        /** Whether it speaks against the model and not against the request. */
        private final boolean ofTheModel;

        private final String what;
        private final String todo;

        Kind(boolean passing, boolean ofTheModel, String what, String todo) {
            this.passing = passing;
            this.ofTheModel = ofTheModel;
            this.what = what;
            this.todo = todo;
        }

        private static Kind ofStatus(int status) {
            return switch (status) {
                case 401, 403 -> KEY_REFUSED;
                case 404 -> UNKNOWN_MODEL;
                case 408, 429 -> BUSY;
                default -> status >= 500 ? BROKEN : status >= 400 ? REQUEST_REFUSED : NONSENSE;
            };
        }
    }

    private final Kind kind;
    private final String detail;
    private final transient @Nullable Duration retryAfter;

    /**
     * @param detail more about it, without a text, or an empty string
     */
    CallFailure(Kind kind, String detail) {
        this(kind, detail, null);
    }

    private CallFailure(Kind kind, String detail, @Nullable Duration retryAfter) {
        super(kind.name(), null, false, false);
        this.kind = kind;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** The outermost cause that tells its kind. */
    static CallFailure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException refused) {
                return ofStatus(refused);
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Kind kind = kindOf(cause);
            if (kind != Kind.UNKNOWN) {
                return new CallFailure(kind, "");
            }
        }
        return new CallFailure(Kind.UNKNOWN, "with a " + thrown.getClass().getSimpleName());
    }

    private static CallFailure ofStatus(HttpException refused) {
        return new CallFailure(
                Kind.ofStatus(refused.statusCode()),
                "(HTTP status %d)".formatted(refused.statusCode()),
                refused instanceof RefusedCall call ? call.retryAfter() : null);
    }

    private static Kind kindOf(Throwable cause) {
        return switch (cause) {
            case AuthenticationException e -> Kind.KEY_REFUSED;
            case ModelNotFoundException e -> Kind.UNKNOWN_MODEL;
            case InvalidRequestException e -> Kind.REQUEST_REFUSED;
            case UnsupportedFeatureException e -> Kind.REQUEST_REFUSED;
            case RateLimitException e -> Kind.BUSY;
            case InternalServerException e -> Kind.BROKEN;
            case TimeoutException e -> Kind.TOO_SLOW;
            case HttpTimeoutException e -> Kind.TOO_SLOW;
            case JacksonException e -> Kind.NONSENSE;
            case JsonException e -> Kind.NONSENSE;
            case IOException e -> Kind.UNREACHABLE;
            default -> Kind.UNKNOWN;
        };
    }

    boolean passing() {
        return kind.passing;
    }

    boolean ofTheModel() {
        return kind.ofTheModel;
    }

    /** How long the model asks to be left alone, if it does. */
    @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** What the user is told. */
    UnavailableException unavailable(String model) {
        return new UnavailableException(ErrorCode.MODEL_UNAVAILABLE, told(model), this);
    }

    private String told(String model) {
        StringBuilder told = new StringBuilder("The model " + model + " " + kind.what);
        if (!detail.isEmpty()) {
            told.append(' ').append(detail);
        }
        if (retryAfter != null) {
            told.append(" and asks to be left alone for ").append(Times.told(retryAfter));
        }
        return told.append("; ").append(kind.todo).append('.').toString();
    }
}
