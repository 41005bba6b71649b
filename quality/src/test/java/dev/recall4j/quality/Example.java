package dev.recall4j.quality;

import dev.recall4j.InMemoryIndex;
import dev.recall4j.InMemoryJournal;
import dev.recall4j.Memories;
import dev.recall4j.model.ExtractionMode;
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

/** The data set of the guide, and runs on it. */
final class Example {

    private static final Path FILE = Path.of("..", "docs", "quality-example.jsonl");
    private static final TokenCounter WORDS = text -> text.split("\\s+").length;

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
            return measured(new QualityRun(one(utterances, question), settings(), memories))
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
                new QualityRun.Settings("1.0", ExtractionMode.MODEL, WORDS, Set.of(), List.of());
        try (Memories memories =
                builder(new InMemoryIndex())
                        .extractor(ExtractionMode.MODEL, model)
                        .quotations(false)
                        .build()) {
            return measured(new QualityRun(one(utterances, question), settings, memories))
                    .rows()
                    .getFirst();
        }
    }

    private static DataSet one(List<Utterance> utterances, Question question) {
        Conversation conversation = new Conversation("c", utterances, List.of(question), 0);
        return new DataSet("one", List.of(conversation));
    }

    static QualityRun run(Memories memories, String... tuned) {
        return new QualityRun(dataSet(), settings(tuned), memories);
    }

    private static QualityRun.Settings settings(String... tuned) {
        return new QualityRun.Settings(
                "1.0", ExtractionMode.VERBATIM, WORDS, Set.of(tuned), List.of());
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
