package dev.recall4j.chat;

import dev.recall4j.model.Extraction;
import dev.recall4j.model.Extraction.Skipped;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.Extractor;

import java.util.List;

/**
 * Has a language model write down how an agent did a task, as one candidate: the goal, the numbered
 * steps with the results that matter, and behind {@code =>} the outcome, each on a line of its own.
 * It cites every turn that a part is from, as a whole. If nothing was done there is none.
 *
 * <p>A log that is longer than one of the {@link Portions} is read portion by portion; the model is
 * shown what it wrote so far, and goes on from there. A log of more than {@value #PORTIONS_MAX}
 * portions is not read: all of its turns are skipped with {@code TOO_LONG}.
 *
 * <p>If something of an answer cannot be used, the model is told what was wrong, and asked for all
 * parts of that portion once more. Of the wishes, categories are not heeded.
 *
 * <p>The name is that of the model and of the prompt, such as {@code openai/gpt-5-mini
 * procedure/1-3f2a9c}. Thread-safe, if the model is, which is closed with it.
 */
public final class ProcedureExtractor implements Extractor {

    /** 200,000 tokens in portions of the usual size. */
    public static final int PORTIONS_MAX = 50;

    private static final Prompt PROMPT = Prompt.of("procedure", 1);
    private static final ReplyReader READER = new ReplyReader("parts");

    private final ChatModel model;
    private final Portions portions;

    public ProcedureExtractor(ChatModel model) {
        this(model, Portions.defaults());
    }

    public ProcedureExtractor(ChatModel model, Portions portions) {
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
        List<Batch> batches = Batch.of(turns, portions.turnTokens());
        if (batches.size() > PORTIONS_MAX) {
            List<Skipped> all = turns.stream().map(ProcedureExtractor::tooLong).toList();
            return new Extraction(List.of(), all, ModelUse.NONE);
        }
        Asking asking = new Asking(model, PROMPT, READER, portions.answerTokens());
        Procedure procedure = new Procedure();
        for (Batch batch : batches) {
            procedure.add(new BatchProcedure(batch, settings, asking, procedure.written()).parts());
        }
        return procedure.extraction(turns, asking.use());
    }

    private static Skipped tooLong(HeardTurn turn) {
        return new Skipped(Candidates.wholeOf(turn), ReasonCode.TOO_LONG);
    }
}
