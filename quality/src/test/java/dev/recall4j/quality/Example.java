package dev.recall4j.quality;

import dev.recall4j.InMemoryIndex;
import dev.recall4j.InMemoryJournal;
import dev.recall4j.Memories;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ModelUse;
import dev.recall4j.spi.Extractor;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.TokenCounter;
import dev.recall4j.tck.HashingEmbedder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The data set of the guide, and runs on it. */
final class Example {

    private static final Path FILE = Path.of("..", "docs", "quality-example.jsonl");
    private static final TokenCounter WORDS = text -> text.split("\\s+").length;
    static final Supplier<ModelUse> NO_MODEL = () -> ModelUse.NONE;

    private Example() {}

    static DataSet dataSet() {
        try (InputStream in = Files.newInputStream(FILE)) {
            return ConversationLines.read("example", in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static QualityReport measured(String... tuned) {
        return measured(new InMemoryIndex(), tuned);
    }

    static QualityReport measured(Index index, String... tuned) {
        try (Memories memories = memories(index)) {
            return measured(run(memories, tuned));
        }
    }

    private static QualityReport measured(QualityRun run) {
        run.add(turns -> {});
        run.ask(questions -> {});
        return run.report();
    }

    /** The figures of one question about one conversation. */
    static QualityReport.Row measured(List<Utterance> utterances, Question question) {
        try (Memories memories = memories(new InMemoryIndex())) {
            return measured(
                            new QualityRun(
                                    one(utterances, question), settings(), memories, NO_MODEL))
                    .rows()
                    .getFirst();
        }
    }

    /**
     * The figures of one question about one conversation, with statements as a model draws them.
     */
    static QualityReport.Row measured(
            List<Utterance> utterances, Question question, Extractor model) {
        QualityRun.Settings settings =
                settings(ExtractionMode.MODEL, Set.of(), QualityRun.Pieces.SESSIONS);
        try (Memories memories =
                builder(new InMemoryIndex())
                        .extractor(ExtractionMode.MODEL, model)
                        .quotations(false)
                        .build()) {
            return measured(new QualityRun(one(utterances, question), settings, memories, NO_MODEL))
                    .rows()
                    .getFirst();
        }
    }

    private static DataSet one(List<Utterance> utterances, Question question) {
        Conversation conversation = new Conversation("c", utterances, List.of(question), 0);
        return new DataSet("one", List.of(conversation));
    }

    static QualityRun run(Memories memories, String... tuned) {
        return new QualityRun(dataSet(), settings(tuned), memories, NO_MODEL);
    }

    private static QualityRun.Settings settings(String... tuned) {
        return settings(ExtractionMode.VERBATIM, Set.of(tuned), QualityRun.Pieces.SESSIONS);
    }

    static QualityRun.Settings settings(
            ExtractionMode mode, Set<String> tuned, QualityRun.Pieces pieces) {
        return new QualityRun.Settings("1.0", mode, WORDS, tuned, List.of(), pieces);
    }

    static Memories memories(Index index) {
        return builder(index).build();
    }

    private static Memories.Builder builder(Index index) {
        return Memories.builder()
                .journal(new InMemoryJournal())
                .index(() -> index)
                .embedder(new HashingEmbedder())
                .zone(ZoneOffset.UTC);
    }
}
