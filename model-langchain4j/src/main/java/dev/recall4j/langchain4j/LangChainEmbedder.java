package dev.recall4j.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Embedder;

import java.util.ArrayList;
import java.util.List;

/**
 * Any LangChain4j {@link EmbeddingModel} as an embedder. Thread-safe, if it is. Texts go in batches
 * of at most 32, without a time limit and retries: {@link PatientEmbedder} has them, so let
 * LangChain4j's own be none ({@code maxRetries(0)}).
 *
 * <p>Vectors are brought to unit length. A model that tells questions from texts to be found is
 * told which it is given. A text without a character to read, which providers refuse, has the
 * vector of a full stop.
 */
public final class LangChainEmbedder implements Embedder {

    private static final String NOTHING_TO_READ = ".";

    private final String name;
    private final EmbeddingModel model;
    private final EmbeddingOptions options;
    private final AutoCloseable beneath;
    private final EmbedderInfo info;
    private final Band band;
    private volatile boolean closed;

    /**
     * Asks the model at once, with some constant sentences.
     *
     * @param name provider and model, such as {@code openai/text-embedding-3-small}; it stands
     *     beside the vectors, and another name means to make them anew
     * @param model closed with this one if it can be
     * @throws UnavailableException if the model does not answer
     */
    public LangChainEmbedder(String name, EmbeddingModel model) {
        this(name, model, EmbeddingOptions.defaults());
    }

    /**
     * Asks the model at once, with some constant sentences, unless the options have both dimension
     * and band.
     *
     * @param name provider and model, such as {@code openai/text-embedding-3-small}; it stands
     *     beside the vectors, and another name means to make them anew
     * @param model closed with this one if it can be
     * @throws UnavailableException if the model does not answer
     */
    public LangChainEmbedder(String name, EmbeddingModel model, EmbeddingOptions options) {
        this(name, model, options, model instanceof AutoCloseable closeable ? closeable : () -> {});
    }

    /**
     * @param beneath closed with this one
     */
    LangChainEmbedder(
            String name, EmbeddingModel model, EmbeddingOptions options, AutoCloseable beneath) {
        this.name = name;
        this.model = model;
        this.options = options;
        this.beneath = beneath;
        Integer dimension = options.dimension();
        Band known = options.band();
        if (dimension != null && known != null) {
            info = new EmbedderInfo(name, dimension);
            band = known;
        } else {
            Acquaintance met = Acquaintance.with(this::vectors);
            info = new EmbedderInfo(name, dimension != null ? dimension : met.dimension());
            band = known != null ? known : met.band();
        }
    }

    @Override
    public EmbedderInfo info() {
        return info;
    }

    @Override
    public Band band() {
        return band;
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        requireOpen();
        return checked(vectors(EmbeddingInputType.DOCUMENT, texts));
    }

    @Override
    public float[] embedQuery(String text) {
        requireOpen();
        return checked(vectors(EmbeddingInputType.QUERY, List.of(text))).getFirst();
    }

    private List<float[]> checked(List<float[]> vectors) {
        for (float[] vector : vectors) {
            if (vector.length != info.dimension()) {
                throw nonsense(
                        "(%,d dimensions, not %,d)".formatted(vector.length, info.dimension()));
            }
        }
        return vectors;
    }

    /** Of unit length. */
    private List<float[]> vectors(EmbeddingInputType type, List<String> texts) {
        boolean query = type == EmbeddingInputType.QUERY;
        String prefix = query ? options.queryPrefix() : options.passagePrefix();
        List<String> given =
                texts.stream().map(text -> shortened(prefix + readable(text))).toList();
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (List<String> slice : Slices.of(given)) {
            List<Embedding> embeddings = answer(type, slice);
            if (embeddings.size() != slice.size()) {
                throw nonsense(
                        "(%,d vectors for %,d texts)".formatted(embeddings.size(), slice.size()));
            }
            embeddings.forEach(embedding -> vectors.add(unit(embedding)));
        }
        return vectors;
    }

    private static String readable(String text) {
        return text.isBlank() ? NOTHING_TO_READ : text;
    }

    /**
     * To the limit, between two characters. What is no text, half a surrogate pair, is replaced.
     */
    private String shortened(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int end = Math.min(bytes.length, options.longestText());
        while (end < bytes.length && (bytes[end] & 0b1100_0000) == 0b1000_0000) {
            end--;
        }
        return new String(bytes, 0, end, UTF_8);
    }

    private List<Embedding> answer(EmbeddingInputType type, List<String> texts) {
        try {
            return ask(type, texts.stream().map(TextSegment::from).toList());
        } catch (RuntimeException e) {
            throw CallFailure.of(e).unavailable(name);
        }
    }

    private List<Embedding> ask(EmbeddingInputType type, List<TextSegment> segments) {
        if (!model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE)) {
            return model.embedAll(segments).content();
        }
        return model.embed(
                        EmbeddingRequest.builder().textSegments(segments).inputType(type).build())
                .embeddings();
    }

    private float[] unit(Embedding embedding) {
        float[] unit = Vectors.unit(embedding.vector());
        if (unit == null) {
            throw nonsense("(a vector without a direction)");
        }
        return unit;
    }

    private UnavailableException nonsense(String detail) {
        return new CallFailure(CallFailure.Kind.NONSENSE, detail).unavailable(name);
    }

    private void requireOpen() {
        if (closed) {
            throw new UnavailableException(
                    ErrorCode.CLOSED, "The model %s was closed; open it again.".formatted(name));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Closing.close(beneath, name);
        }
    }
}
