package dev.recall4j.chat;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.Extraction.Skipped;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.Extractor;

import java.util.ArrayList;
import java.util.List;

/**
 * Extracts with a language model. Each fact is a sentence that can be read by itself, in the
 * language of the conversation, with the words that say it as its evidence.
 *
 * <p>One call for a conversation of usual length; a longer one is split between turns into {@link
 * Portions}, and each call sees the few turns before its own. If something of an answer cannot be
 * used, the model is told what was wrong and asked for that part once more.
 *
 * <p>Nothing is believed of an answer that can be checked: a fact whose quote does not stand in its
 * turn has an empty span as evidence, one that cites a turn that was not given has none, and a
 * start in the future of its turn is left out. An entry that could not be read is a skipped span
 * with {@code UNFIT}. What was wrong with an answer is logged by the names of its {@linkplain Flaw
 * flaws}.
 *
 * <p>The name is that of the model and of the prompt, such as {@code openai/gpt-5-mini
 * extract/1-3f2a9c}; what is behind the hyphen changes with any word of the prompt. Thread-safe, if
 * the model is, which is closed with it.
 */
public final class ChatExtractor implements Extractor {

    private static final Prompt PROMPT = Prompt.of("extract", 1);
    private static final ReplyReader READER = new ReplyReader("facts");

    private final ChatModel model;
    private final Portions portions;

    public ChatExtractor(ChatModel model) {
        this(model, Portions.defaults());
    }

    public ChatExtractor(ChatModel model, Portions portions) {
        this.model = model;
        this.portions = portions;
    }

    static Prompt prompt() {
        return PROMPT;
    }

    @Override
    public void close() {
        model.close();
    }

    @Override
    public String name() {
        return PROMPT.nameWith(model);
    }

    /**
     * @throws UnavailableException with {@code MODEL_UNAVAILABLE} if the model fails, or if its
     *     second answer cannot be used either; the message names the {@link Flaw}
     */
    @Override
    public Extraction extract(List<HeardTurn> turns, ExtractionSettings settings) {
        List<Candidate> candidates = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        ModelUse use = ModelUse.NONE;
        for (Batch batch : Batch.of(turns, portions.turnTokens())) {
            Asking asking = new Asking(model, PROMPT, READER, portions.answerTokens());
            Extraction some = new BatchExtraction(batch, settings, asking).extract();
            candidates.addAll(some.candidates());
            skipped.addAll(some.skipped());
            use = use.plus(some.use());
        }
        return new Extraction(candidates, skipped, use);
    }
}
