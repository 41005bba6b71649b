package dev.recall4j.langchain4j;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.spi.Embedder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The models that a file and the environment describe. In a file the keys are {@code
 * chat.provider}, {@code chat.base-url}, {@code chat.model}, {@code chat.api-key} and so on, and
 * the same for {@code embedding.}; in the environment {@code RECALL4J_CHAT_PROVIDER}, {@code
 * RECALL4J_CHAT_BASE_URL} and so on. Other keys are none of its business.
 *
 * <p>The environment goes before the file, key by key; if it names a provider, it alone counts for
 * that model, so that no key goes to another provider than the one it was given with. A blank value
 * counts as not given.
 *
 * @param chat the language model, or empty if none is described
 * @param embedding the embedding model, or empty if none is described
 */
public record ModelConfiguration(
        Optional<ChatSettings> chat, Optional<EmbeddingSettings> embedding) {

    private static final String PROVIDER = "provider";
    private static final String BASE_URL = "base-url";
    private static final String API_KEY = "api-key";
    private static final List<String> SECTIONS = List.of("chat", "embedding");
    private static final Set<String> COMMON =
            Set.of(PROVIDER, BASE_URL, "model", API_KEY, "timeout", "retries");
    private static final Set<String> OF_CHAT =
            Set.of("structured-output", "sees-images", "temperature", "context-tokens");
    private static final Set<String> OF_EMBEDDING =
            Set.of(
                    "dimension",
                    "query-prefix",
                    "passage-prefix",
                    "longest-text",
                    "band-floor",
                    "band-ceiling");

    /**
     * @param file keys and values
     * @param environment such as {@link System#getenv()}
     * @throws InvalidRequestException if something is missing, unknown or makes no sense; it says
     *     where
     */
    public static ModelConfiguration of(Map<String, String> file, Map<String, String> environment) {
        file.keySet().forEach(ModelConfiguration::requireKnownSection);
        return new ModelConfiguration(
                section("chat", OF_CHAT, file, environment, ModelConfiguration::chat),
                section(
                        "embedding",
                        OF_EMBEDDING,
                        file,
                        environment,
                        ModelConfiguration::embedding));
    }

    /**
     * @param file of Java properties in UTF-8
     * @param environment such as {@link System#getenv()}
     * @throws InvalidRequestException also if the file cannot be read
     */
    public static ModelConfiguration of(Path file, Map<String, String> environment) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(withoutMark(Files.readString(file))));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "The settings in %s cannot be read (%s); look whether it is a file of properties in"
                                    .formatted(file, e.getClass().getSimpleName())
                            + " UTF-8.");
        }
        Map<String, String> keys = new TreeMap<>();
        properties.stringPropertyNames().forEach(k -> keys.put(k, properties.getProperty(k)));
        return of(keys, environment);
    }

    /** Some editors begin a file with a mark, which would be a part of the first key. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static <T> Optional<T> section(
            String name,
            Set<String> own,
            Map<String, String> file,
            Map<String, String> environment,
            Function<SettingKeys, T> reading) {
        Set<String> known = new TreeSet<>(COMMON);
        known.addAll(own);
        try {
            Map<String, String> values =
                    joined(
                            ofFile(name + ".", file),
                            ofEnvironment(variable(name) + "_", environment));
            values.keySet().forEach(key -> requireKnown(key, known));
            return values.isEmpty()
                    ? Optional.empty()
                    : Optional.of(reading.apply(new SettingKeys(values)));
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    "In the settings %s.* or %s_*: %s"
                            .formatted(name, variable(name), e.getMessage()));
        }
    }

    private static String variable(String name) {
        return "RECALL4J_" + name.toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> ofFile(String prefix, Map<String, String> file) {
        return startingWith(prefix, file, Function.identity());
    }

    private static Map<String, String> ofEnvironment(
            String prefix, Map<String, String> environment) {
        return startingWith(
                prefix, environment, name -> name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Map<String, String> startingWith(
            String prefix, Map<String, String> all, Function<String, String> renaming) {
        Map<String, String> section = new TreeMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(prefix) && !value.isBlank()) {
                section.put(renaming.apply(name.substring(prefix.length())), value);
            }
        });
        return section;
    }

    private static Map<String, String> joined(
            Map<String, String> file, Map<String, String> environment) {
        if (environment.containsKey(PROVIDER)) {
            return environment;
        }
        Map<String, String> joined = new TreeMap<>(file);
        if (environment.containsKey(BASE_URL)) {
            joined.remove(API_KEY);
        }
        joined.putAll(environment);
        return joined;
    }

    /** Other keys may stand there for others, but none that is hardly meant so. */
    private static void requireKnownSection(String key) {
        String section = key.replaceFirst("[.].*", "");
        if (!SECTIONS.contains(section) && Choice.isNear(section, SECTIONS)) {
            throw Choice.unknown("section of settings", section, SECTIONS);
        }
    }

    private static void requireKnown(String key, Set<String> known) {
        if (!known.contains(key)) {
            throw Choice.unknown("setting", key, known);
        }
    }

    private static ChatSettings chat(SettingKeys keys) {
        ChatSettings settings = ChatSettings.of(model(keys, Patience.defaults()));
        String structured = keys.text("structured-output");
        Integer context = keys.whole("context-tokens");
        return new ChatSettings(
                settings.model(),
                structured == null
                        ? settings.structuredOutput()
                        : Choice.of(StructuredOutput.class, "structured-output", structured),
                Boolean.TRUE.equals(keys.yesOrNo("sees-images")),
                keys.decimal("temperature"),
                context == null ? settings.contextTokens() : context);
    }

    private static EmbeddingSettings embedding(SettingKeys keys) {
        Integer longest = keys.whole("longest-text");
        return new EmbeddingSettings(
                model(keys, Patience.defaults().withTimeout(EmbeddingSettings.TIMEOUT)),
                new EmbeddingOptions(
                        keys.verbatim("query-prefix"),
                        keys.verbatim("passage-prefix"),
                        longest == null ? EmbeddingOptions.defaults().longestText() : longest,
                        keys.whole("dimension"),
                        band(keys.decimal("band-floor"), keys.decimal("band-ceiling"))));
    }

    private static Embedder.@Nullable Band band(@Nullable Double floor, @Nullable Double ceiling) {
        if (floor == null && ceiling == null) {
            return null;
        }
        if (floor == null || ceiling == null || !(floor < ceiling)) {
            throw new InvalidRequestException(
                    "The settings band-floor and band-ceiling are no band; give both, the floor below"
                            + " the ceiling, or none.");
        }
        return new Embedder.Band(floor, ceiling);
    }

    private static ModelSettings model(SettingKeys keys, Patience defaults) {
        return ModelSettings.builder(
                        Provider.of(keys.required(PROVIDER, "one of " + Provider.codes())),
                        keys.required("model", "the model's name at the provider"))
                .baseUrl(keys.address("base-url"))
                .apiKey(keys.text("api-key"))
                .patience(patience(keys, defaults))
                .build();
    }

    private static Patience patience(SettingKeys keys, Patience defaults) {
        Duration timeout = keys.duration("timeout");
        Integer retries = keys.whole("retries");
        return defaults.withTimeout(timeout == null ? defaults.timeout() : timeout)
                .withRetries(retries == null ? defaults.retries() : retries);
    }
}
