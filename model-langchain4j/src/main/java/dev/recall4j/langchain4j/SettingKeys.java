package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** The settings of one model as they were written, by key. A blank one counts as not given. */
final class SettingKeys {

    private final Map<String, String> values;

    SettingKeys(Map<String, String> values) {
        this.values = values;
    }

    String required(String key, String todo) {
        String value = text(key);
        if (value == null) {
            throw new InvalidRequestException(
                    "The setting %s is missing; give %s.".formatted(key, todo));
        }
        return value;
    }

    /** Without the spaces around it. */
    @Nullable String text(String key) {
        String value = values.get(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** With the spaces around it. */
    String verbatim(String key) {
        return values.getOrDefault(key, "");
    }

    @Nullable Integer whole(String key) {
        return number(key, "a whole number", Integer::valueOf);
    }

    @Nullable Double decimal(String key) {
        return number(key, "a number", Double::valueOf);
    }

    /** The value may be a secret in the wrong place, so it is not told. */
    private <N> @Nullable N number(String key, String what, Function<String, N> parsing) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        try {
            return parsing.apply(value);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(
                    "The setting %s is not %s; give one.".formatted(key, what));
        }
    }

    @Nullable Boolean yesOrNo(String key) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new InvalidRequestException(
                            "The setting %s is neither true nor false; give one of them."
                                    .formatted(key));
        };
    }

    @Nullable Duration duration(String key) {
        String value = text(key);
        return value == null ? null : Times.read(key, value);
    }

    @Nullable URI address(String key) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new InvalidRequestException(
                    "The setting %s is no address; write it like https://host:8000/v1."
                            .formatted(key));
        }
    }
}
