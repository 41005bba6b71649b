package dev.recall4j.quality;

import dev.recall4j.Memories;
import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.TokenCounter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Adds every conversation of a data set to one store, each in a scope of its own and one session
 * after the other, and then asks every question. Uses the public API only. A run is for one use and
 * not thread-safe.
 */
public final class QualityRun {

    /** How many results are asked for. */
    public static final int RESULTS = 200;

    private final DataSet data;
    private final Settings settings;
    private final Memories memories;
    private final Ledger ledger = new Ledger();
    private final Durations adds = new Durations();
    private final List<QualityReport.Conversation> added = new ArrayList<>();
    private final List<MeanRows.Asked> asked = new ArrayList<>();
    private final Exam exam;
    private QualityReport.Use use = QualityReport.Use.NONE;

    /**
     * How a run is done.
     *
     * @param version of Recall4j, for the report
     * @param mode how turns become memories
     * @param tokens what counts the tokens of a ranked list; a context is counted by the engine
     * @param tuned ids of the conversations that settings were tuned on
     * @param changes in words, what of the engine's settings is not as by default, for the report
     */
    public record Settings(
            String version,
            ExtractionMode mode,
            TokenCounter tokens,
            Set<String> tuned,
            List<String> changes) {

        public Settings {
            tuned = Set.copyOf(tuned);
            changes = List.copyOf(changes);
        }
    }

    /**
     * @param memories an empty store
     * @throws InvalidRequestException if a tuned conversation is not in the data set
     */
    public QualityRun(DataSet data, Settings settings, Memories memories) {
        this.data = data;
        this.memories = memories;
        this.exam = new Exam(memories, ledger, settings);
        this.settings = settings;
        List<String> ids = data.conversations().stream().map(Conversation::id).toList();
        for (String tuned : settings.tuned()) {
            if (!ids.contains(tuned)) {
                throw new InvalidRequestException(
                        "There is no conversation '%s' in the data set; it has: %s."
                                .formatted(tuned, String.join(", ", ids)));
            }
        }
    }

    /**
     * Adds the conversations.
     *
     * @param progress told how many turns were added so far
     * @throws InvalidRequestException if the store knew any of the turns already
     * @throws UnavailableException if a model did not answer, so that memories are missing
     */
    public void add(IntConsumer progress) {
        int turns = 0;
        for (Conversation conversation : data.conversations()) {
            turns = add(conversation, progress, turns);
        }
    }

    private int add(Conversation conversation, IntConsumer progress, int before) {
        int done = before;
        int memoriesBefore = ledger.memories();
        Map<String, List<Utterance>> sessions =
                conversation.utterances().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Utterance::session,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        for (List<Utterance> session : sessions.values()) {
            addSession(conversation.id(), session);
            done += session.size();
            progress.accept(done);
        }
        added.add(
                new QualityReport.Conversation(
                        conversation.id(),
                        settings.tuned().contains(conversation.id()),
                        sessions.size(),
                        conversation.utterances().size(),
                        ledger.memories() - memoriesBefore,
                        conversation.questions().size(),
                        conversation.withoutEvidence()));
        return done;
    }

    private void addSession(String conversation, List<Utterance> session) {
        List<Turn> turns = session.stream().map(Utterance::turn).toList();
        AddRequest request =
                AddRequest.builder(Scope.ofUser(conversation))
                        .turns(turns)
                        .mode(settings.mode())
                        .build();
        Added result = adds.time(() -> memories.add(request));
        requireAll(result, turns.size());
        ledger.note(conversation, session, result);
        use = use.plus(result);
    }

    private static void requireAll(Added result, int turns) {
        if (result.turns().size() != turns) {
            throw new InvalidRequestException(
                    "The store knew %,d of the turns already; measure on an empty one."
                            .formatted(turns - result.turns().size()));
        }
        if (result.reasons().stream().anyMatch(r -> r.code() == ReasonCode.PENDING)) {
            throw new UnavailableException(
                    ErrorCode.MODEL_UNAVAILABLE,
                    "A model did not answer while turns were added; measure again when it does.");
        }
    }

    /**
     * Asks the questions, once the conversations are added.
     *
     * @param progress told how many questions were asked so far
     */
    public void ask(IntConsumer progress) {
        for (Conversation conversation : data.conversations()) {
            ask(conversation, progress);
        }
    }

    private void ask(Conversation conversation, IntConsumer progress) {
        boolean tuned = settings.tuned().contains(conversation.id());
        for (Question question : conversation.questions()) {
            Scores scores = exam.ask(conversation.id(), question);
            asked.add(new MeanRows.Asked(tuned, question, scores));
            progress.accept(asked.size());
        }
    }

    /** What was measured so far. */
    public QualityReport report() {
        return new QualityReport(
                data.name(), used(), added, rows(), exam.foreign(), use, timings());
    }

    private QualityReport.Settings used() {
        EmbedderInfo embedder = memories.stats().embedder();
        return new QualityReport.Settings(
                settings.version(),
                settings.mode().name().toLowerCase(Locale.ROOT),
                embedder.name(),
                embedder.dimension(),
                RESULTS,
                settings.changes());
    }

    private List<QualityReport.Row> rows() {
        List<QualityReport.Row> rows = new ArrayList<>(MeanRows.of(QualityReport.ALL, asked));
        if (!settings.tuned().isEmpty()) {
            List<MeanRows.Asked> tuned = asked.stream().filter(MeanRows.Asked::tuned).toList();
            List<MeanRows.Asked> others = asked.stream().filter(one -> !one.tuned()).toList();
            rows.addAll(MeanRows.of(QualityReport.TUNED, tuned));
            rows.addAll(MeanRows.of(QualityReport.CHECKED, others));
        }
        return rows;
    }

    private QualityReport.Timings timings() {
        double seconds = adds.seconds();
        return new QualityReport.Timings(
                seconds,
                seconds == 0 ? 0 : data.utterances() / seconds,
                QualityReport.Latency.of(exam.searches()),
                QualityReport.Latency.of(exam.contexts()));
    }
}
