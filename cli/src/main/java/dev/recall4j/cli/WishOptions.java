package dev.recall4j.cli;

import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.InvalidRequestException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is wished of a language model that draws statements from turns. */
final class WishOptions {

    @Option(
            names = "--instructions",
            paramLabel = "WORDS",
            order = 710,
            description = "What else a language model is told when it draws statements.")
    private @Nullable String instructions;

    @Option(
            names = "--include",
            paramLabel = "WORDS",
            order = 711,
            description = "What it is to remember, such as \"food and health\". Default: all.")
    private @Nullable String include;

    @Option(
            names = "--exclude",
            paramLabel = "WORDS",
            order = 712,
            description = "What it is not to remember. Default: nothing.")
    private @Nullable String exclude;

    @Option(
            names = "--category-names",
            paramLabel = "NAME",
            split = ",",
            order = 713,
            description =
                    "The categories it may give; several with commas, or repeated. Default: its own.")
    private Set<String> categoryNames = new TreeSet<>();

    @Option(
            names = "--language",
            paramLabel = "CODE",
            order = 714,
            description =
                    "The language it is to write in, such as pt. Default: that of the conversation.")
    private @Nullable String language;

    /**
     * @throws InvalidRequestException if there are wishes, and no language model to heed them
     */
    ExtractionSettings settings(@Nullable ExtractionMode mode, ConfiguredModels models) {
        ExtractionSettings wishes = settings();
        boolean heeded = models.chat().isPresent() && (mode == null || mode.asksModel());
        if (!heeded && !wishes.equals(ExtractionSettings.NONE)) {
            throw new InvalidRequestException(
                    "Instructions, what to include and exclude, category names and language are for a language model, and none is asked; leave them out, or use the mode model: %s."
                            .formatted(ConfiguredModels.HOW));
        }
        return wishes;
    }

    private ExtractionSettings settings() {
        TreeMap<String, String> categories = new TreeMap<>();
        categoryNames.forEach(name -> categories.put(name, ""));
        return ExtractionSettings.builder()
                .instructions(instructions)
                .includes(include)
                .excludes(exclude)
                .categories(categories)
                .language(language)
                .build();
    }
}
