package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Wishes on what a language model draws from turns. Extraction by rules has no use for them.
 *
 * @param instructions what else the model is told, or null; they add to its rules and take none
 *     away
 * @param includes what is worth remembering, or null for all that its rules name
 * @param excludes what is not to be remembered, or null for nothing
 * @param categories names that it may give, each with what it stands for or an empty text; none for
 *     its own
 * @param language the language that statements are to be written in, such as {@code pt}, or null
 *     for that of the conversation
 */
public record ExtractionSettings(
        @Nullable String instructions,
        @Nullable String includes,
        @Nullable String excludes,
        Map<String, String> categories,
        @Nullable String language) {

    /** The longest of its texts, in characters. */
    public static final int TEXT_LENGTH_MAX = 4_000;

    /** No wishes. */
    public static final ExtractionSettings NONE = builder().build();

    /**
     * @throws InvalidRequestException if a text is blank or too long, or a category is none
     */
    public ExtractionSettings {
        requireIfGiven("extraction instructions", instructions);
        requireIfGiven("text of what to include", includes);
        requireIfGiven("text of what to exclude", excludes);
        requireIfGiven("language of extraction", language);
        Categories.copyOf(categories.keySet());
        categories.values().forEach(ExtractionSettings::requireDescription);
        categories = Collections.unmodifiableMap(new TreeMap<>(categories));
    }

    private static void requireIfGiven(String what, @Nullable String text) {
        if (text != null) {
            Texts.require(what, text, TEXT_LENGTH_MAX);
        }
    }

    private static void requireDescription(String description) {
        if (!Objects.requireNonNull(description, "description").isEmpty()) {
            Texts.require("description of a category", description, TEXT_LENGTH_MAX);
        }
    }

    /** These wishes; where one is not given, that of others. */
    public ExtractionSettings orElse(ExtractionSettings others) {
        return new ExtractionSettings(
                instructions != null ? instructions : others.instructions,
                includes != null ? includes : others.includes,
                excludes != null ? excludes : others.excludes,
                categories.isEmpty() ? others.categories : categories,
                language != null ? language : others.language);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects wishes. Not thread-safe. */
    public static final class Builder {

        private @Nullable String instructions;
        private @Nullable String includes;
        private @Nullable String excludes;
        private Map<String, String> categories = Map.of();
        private @Nullable String language;

        private Builder() {}

        public Builder instructions(@Nullable String instructions) {
            this.instructions = instructions;
            return this;
        }

        public Builder includes(@Nullable String includes) {
            this.includes = includes;
            return this;
        }

        public Builder excludes(@Nullable String excludes) {
            this.excludes = excludes;
            return this;
        }

        public Builder categories(Map<String, String> categories) {
            this.categories = categories;
            return this;
        }

        public Builder language(@Nullable String language) {
            this.language = language;
            return this;
        }

        public ExtractionSettings build() {
            return new ExtractionSettings(instructions, includes, excludes, categories, language);
        }
    }
}
