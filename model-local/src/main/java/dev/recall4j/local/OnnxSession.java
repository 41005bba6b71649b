package dev.recall4j.local;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A loaded model. It sees one text at a time: the weights are quantised, and what a text's
 * activations are rounded to depends on all that is in the same run, so texts in one batch would
 * change each other's vectors. Thread-safe, but not to be closed while in use.
 */
final class OnnxSession implements AutoCloseable {

    private final OnnxModel model;
    private final WordPieceTokenizer tokenizer;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxSession(
            OnnxModel model,
            WordPieceTokenizer tokenizer,
            OrtEnvironment environment,
            OrtSession session) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.environment = environment;
        this.session = session;
    }

    /**
     * Reads the model from its jar.
     *
     * @throws IOException if the jar is missing or damaged
     * @throws OrtException if the runtime refuses the model
     */
    static OnnxSession load(OnnxModel model) throws IOException, OrtException {
        WordPieceTokenizer tokenizer;
        try (InputStream vocabulary = open(model.vocabulary())) {
            tokenizer = WordPieceTokenizer.read(vocabulary);
        }
        OrtEnvironment environment = NativeRuntime.environment();
        try (InputStream weights = open(model.weights());
                OrtSession.SessionOptions options = options()) {
            OrtSession session = environment.createSession(weights.readAllBytes(), options);
            return new OnnxSession(model, tokenizer, environment, session);
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setSessionLogLevel(NativeRuntime.QUIET);
        options.setIntraOpNumThreads(1); // texts run side by side instead
        options.setInterOpNumThreads(1);
        return options;
    }

    /**
     * Asks the loader, not the class: a class in a named module finds its own module's resources
     * only.
     */
    private static InputStream open(String resource) throws IOException {
        ClassLoader loader = Objects.requireNonNull(OnnxSession.class.getClassLoader());
        InputStream stream = loader.getResourceAsStream(resource);
        if (stream == null) {
            throw new FileNotFoundException(resource);
        }
        return stream;
    }

    /** The vector of a text, prefix included; of unit length. */
    float[] embed(String text) throws OrtException {
        long[] ids = tokenizer.encode(text, model.maxTokens());
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor tokens = tensor(ids);
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(new long[ids.length])) {
            return run(inputs(tokens, mask, types));
        }
    }

    private float[] run(Map<String, OnnxTensor> inputs) throws OrtException {
        try (OrtSession.Result result = session.run(inputs)) {
            OnnxTensor tokens = (OnnxTensor) result.get(0);
            return model.pooling().unitVector(tokens.getFloatBuffer(), model.info().dimension());
        }
    }

    /** Some exports leave the types out. */
    private Map<String, OnnxTensor> inputs(OnnxTensor tokens, OnnxTensor mask, OnnxTensor types) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        inputs.put("input_ids", tokens);
        inputs.put("attention_mask", mask);
        inputs.put("token_type_ids", types);
        Set<String> known = session.getInputNames();
        inputs.keySet().retainAll(known);
        return inputs;
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(
                environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the runtime does not let go of a session", e);
        }
    }
}
