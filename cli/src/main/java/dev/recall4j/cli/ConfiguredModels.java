package dev.recall4j.cli;

import dev.recall4j.cli.Opening.EmbedderChoice;
import dev.recall4j.langchain4j.ChatSettings;
import dev.recall4j.langchain4j.EmbeddingSettings;
import dev.recall4j.langchain4j.ModelConfiguration;
import dev.recall4j.langchain4j.Models;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.spi.ChatModel;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The models that the environment and a file describe. None is asked before it is opened. */
record ConfiguredModels(ModelConfiguration configuration) {

    static final String HOW =
            "set RECALL4J_CHAT_PROVIDER and RECALL4J_CHAT_MODEL, and RECALL4J_CHAT_API_KEY or"
                    + " RECALL4J_CHAT_BASE_URL where the provider needs them, or give a file with --config"
                    + " (docs/models.md)";

    private static final String VARIABLE = "RECALL4J_CONFIG";

    /**
     * @param given the file; null for that of the environment, or none
     * @throws InvalidRequestException if something is missing, unknown or makes no sense
     */
    static ConfiguredModels of(@Nullable Path given, Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        Path file = given != null || named.isBlank() ? given : Path.of(named);
        return new ConfiguredModels(
                file == null
                        ? ModelConfiguration.of(Map.of(), environment)
                        : ModelConfiguration.of(file, environment));
    }

    Optional<ChatSettings> chat() {
        return configuration.chat();
    }

    Optional<EmbeddingSettings> embedding() {
        return configuration.embedding();
    }

    @Nullable ChatModel openChat() {
        return chat().map(Models::chat).orElse(null);
    }

    ChatModel requireChat(String what) {
        return Models.chat(
                chat().orElseThrow(() ->
                        new InvalidRequestException(
                                "%s needs a language model, and none is configured; %s."
                                        .formatted(what, HOW))));
    }

    EmbedderChoice openEmbedder() {
        return embedding()
                .<EmbedderChoice>map(one -> new EmbedderChoice.Made(Models.embedder(one), false))
                .orElseGet(EmbedderChoice.Recorded::new);
    }

    /** As {@link EmbedderChoice#named}; the configured one, too, has a name. */
    EmbedderChoice openEmbedderNamed(@Nullable String name) {
        return embedding()
                .filter(one -> one.model().name().equals(name))
                .<EmbedderChoice>map(one -> new EmbedderChoice.Made(Models.embedder(one), true))
                .orElseGet(() -> EmbedderChoice.named(name));
    }
}
